"""The law given the set is the target but for its share of the rest: both parts of the difference have a sign."""

from theory_lab.proofs.sketches import Sketch, by, cell, use


def sketch(s: Sketch) -> None:
    """S0 and S1 are the masses of the set in the limit and in the law, S2 twice the total variation, S3 the rest."""
    more = s.linear({"S1": 1, "S0": "eta - 1", "S3": -1}), s.linear({"S1": -1, "S0": "1 - eta", "S3": 1})
    some, most = s.linear({"S3": 1}), s.linear({"S3": -1, "rest": "eta"})
    mass = s.follows("S0", by(*s.hypotheses), strict=True)
    whole = s.follows("S1", by(mass, more[0], some, then=cell(use((1, 1), (2, 1)))), strict=True)
    drawn = "1/S0 - (1 - eta)/S1"
    apart = s.linear({"S2": -1, "S3": "1/S1", "S0": f"part({drawn}) + part(-({drawn}))"})
    s.step(*more, some, mass, whole, apart)
    s.step(*s.hypotheses, *more, some, whole, most)
