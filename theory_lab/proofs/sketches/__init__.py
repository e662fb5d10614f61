"""Proofs that a person outlines: ``Sketch``, ``Induction``, and the moves that its steps are made of (see docs/sketches.md)."""

from theory_lab.proofs.sketches.inductions import Induction
from theory_lab.proofs.sketches.moves import (
    BALL,
    SIGNS,
    ZERO,
    by,
    by_zero,
    cell,
    compare,
    concave,
    cut,
    either,
    equal,
    exponential,
    hole,
    keep,
    logarithm,
    look,
    never,
    power,
    product,
    ratio,
    rises,
    root,
    squared,
    tangent,
    use,
)
from theory_lab.proofs.sketches.sketch import Sketch

__all__ = [
    "BALL", "SIGNS", "ZERO", "Induction", "Sketch", "by", "by_zero", "cell", "compare", "concave", "cut", "either", "equal",
    "exponential", "hole", "keep", "logarithm", "look", "never", "power", "product", "ratio", "rises", "root", "squared",
    "tangent", "use",
]  # fmt: skip
