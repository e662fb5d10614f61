"""Above some rank, with all the best responses or some of them: there q F^N - F^(N + 1) and the best weigh at most nothing."""

from theory_lab.proofs.sketches import BALL, Sketch, cell, cut, product, rises, use


def sketch(s: Sketch) -> None:
    """S0 is the next value, S1 the mass of the best responses, S2 the value now and M0 the largest reward."""
    n, mass = s.statics["draws"], "A0_base"
    ranks = [(0, n + 1, "-1"), (0, n, "1 - S1")]
    above = s.layers({"S0": -1, "S2": "1 - S1", "S1": "M0"}, {"S1": 1}, ranks)
    most = s.part({"S1": 1}, {"S1": 1})
    inside = s.part({}, {"S1": 1, "base": -1})
    some, whole = s.part({}, {"base": -1}), s.part({"base": 1}, {"base": 1})
    small = s.linear({"S1": -1, "base": 1}), s.linear({"S1": 1})
    rest = f"1 - {mass}"
    before = cell(use((0, 1), (1, 1), then=product((f"{mass} - S1", 1, 1), (rest, n, 1), then=BALL)))
    rise = rises(mass, slope=product((rest, n - 1, 1), then=BALL) if n > 1 else None)
    left = use((0, 1), (2, 1), then=product((f"S1 - {mass}", 1, 1), then=rise))
    beyond = cell(left, ["S1", mass], [(5, "S1", "high", 1), (3, mass, "low", 0), (7, mass, "high", "S1")])
    s.step(above, most, inside, some, whole, *small, proof=cut(f"{mass} - S1", before, beyond))
