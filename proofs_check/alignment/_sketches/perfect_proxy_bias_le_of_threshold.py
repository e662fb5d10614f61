"""A square at each outcome, less the gain at the threshold; some response is best."""

from theory_lab.proofs.sketches import Sketch, by


def sketch(s: Sketch) -> None:
    """S0 is the strength, S1 the mass of the best, S3 and S4 the coverages of these and of the policy, M0 the largest reward."""
    value, strength = s.sum("base*M0"), s.hypotheses[0]
    best = s.linear({value: 1, "base": "-M0"}), s.linear({value: -1, "base": "M0"})
    s.each({"S1": 1})
    sure = s.attained("M0", f"{value} - M0 + S1", strict=True)  # it is a best response, or of a smaller reward
    mass = s.follows("S1", by(*best, sure), strict=True)
    form = {"S3": "S0/2", "S4": "-S0/2", "S2": -1, "S0": "-threshold/S0", "S1": "threshold/S1"}
    s.step(s.linear(form, by(s.everywhere[1], mass, strength)), strength, mass)
