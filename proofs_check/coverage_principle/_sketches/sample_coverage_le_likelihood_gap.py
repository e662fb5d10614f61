"""Where the ratio of the rival to the mixture is above the level, x - 1 - log x is at least what it is at the level."""

from theory_lab.proofs.sketches import Sketch, by, by_zero, either, look


def sketch(s: Sketch) -> None:
    """x"""
    s.step(s.linear({"S0": "log(level) + 1 - level", "S1": 1}, by(then=by_zero("sample", either(look(),look())))), *s.hypotheses)
