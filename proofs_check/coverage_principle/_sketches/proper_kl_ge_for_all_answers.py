"""At each answer one of the two divergences is at least that of the fair coin; so the two chances sum to 1 or more."""

from fractions import Fraction

from theory_lab.proofs.sketches import ZERO, Sketch, cell, either, never, tangent, use

GUESS = "(1 - s + (2*s - 1)*places)"


def sketch(s: Sketch) -> None:
    """S0 and S1 are the chances of an answer that is far from either truth; 4 g (1 - g) is at most 1."""
    n = s.statics["draws"]
    half = str(Fraction(2 * n - 1, 2 * n) ** n / 2)
    neither = never(1, use((0, 1), then=tangent(f"4*{GUESS}*(1 - {GUESS})")))
    both = s.linear({"S0": 1, "S1": 1, "mix": -1}, either(either(), either(no=neither)))
    larger = cell(use((0, half), (1, half), then=ZERO))
    s.step()
    s.step(both, proof=either(larger, larger))
