"""The largest density stands above each; it is that of the largest reward, where the threshold is not too low."""

from theory_lab.proofs.sketches import Sketch, by, cell, either, keep, never, use


def sketch(s: Sketch) -> None:
    """S0 is the strength, S1 the coverage, S2 the mean reward; M0 is the largest density, M1 the largest reward."""
    mean = s.linear({"S0": "M0/S0", "S1": -1})
    above = either(either(cell(use((1, "1/S0")))), cell(use((2, "1/S0"))))
    below = either(keep(1, 2, 3, then=never(1, use((0, 1), (2, 1)))), cell())
    top = s.attained("M0", "part(M1 - threshold)/S0 - M0", by(s.everywhere[0], s.everywhere[2], then=either(above, below)))
    low, most = s.linear({"S0": 1, "S2": -1, "base": "threshold"}), s.linear({"base": "M1", "S2": -1})
    room = s.follows("M1 - S2 + S0 - part(M1 - threshold)", by(low, most, s.hypotheses[0]))
    whole = cell(use((0, 1), (1, "1/S0")))
    s.step(mean, s.hypotheses[0])
    s.step(top, room, s.hypotheses[0], proof=either(whole, whole))
