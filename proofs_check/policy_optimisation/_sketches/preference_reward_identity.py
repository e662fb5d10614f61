"""Every response differs by minus the logarithm of the normaliser."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, use


def sketch(s: Sketch) -> None:
    """S0 is the normaliser, M0 the largest difference and M1 the smallest."""
    positive = s.positive({"S0": 1}, "ref")
    sides = [s.attained(one, f"{sign}*({one} + log(S0))", by(positive)) for one in ("M0", "M1") for sign in (1, -1)]
    s.step(positive, *sides, proof=cell(use((2, 1), (3, 1), then=ZERO), below=use((1, 1), (4, 1), then=ZERO)))
