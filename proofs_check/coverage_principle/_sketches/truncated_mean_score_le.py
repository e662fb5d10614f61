"""Cauchy-Schwarz along the word: at each letter the difference is a square."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, root, use


def sketch(s: Sketch) -> None:
    """S0 is the sum of the means, S1 that of the divergences and S2 that of the variances."""
    letter = cell(use(("r - 2*scale*divergences", "weights**2"), then=ZERO), functions=[root("r", "2*variances*divergences")])
    square = s.square(u={"S1": 1}, v={"S2": 4, "S1": "8*scale**2"}, x={"S0": 1}, proofs=(None, None, letter))
    more = use((0, 1), (1, "8*room*scale**2"), (2, "4*room"), then=ZERO)
    s.step(square, s.linear({"S1": 1}), s.linear({"S2": 1}), proof=cell(more))
