"""The density is one over the mass of the correct responses at each of these, and 0 elsewhere."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, use


def sketch(s: Sketch) -> None:
    """S0 is the mass, S1 the coverage coefficient and M0 the largest density."""
    some = s.hypotheses[0]
    second = s.linear({"S1": 1, "S0": "-1/S0/S0"}), s.linear({"S1": -1, "S0": "1/S0/S0"})
    most = s.attained("M0", "1/S0 - M0")
    s.linear({"S0": "M0 - 1/S0"})
    largest = most, s.follows("M0 - 1/S0")
    same = cell(use((2, 1), (4, 1), then=ZERO), below=use((1, 1), (3, 1), then=ZERO))
    s.step(some, *second, *largest, proof=same)
    s.step(some, *largest, proof=cell(use((1, 1), then=ZERO), below=use((2, 1), then=ZERO)))
