"""The determinant grows by ``1 + q`` with each feature, and ``exp(min(1, q)/2) <= 1 + q`` by a tangent of the exponential."""

from collections.abc import Sequence
from typing import Any

from theory_lab.proofs.sketches import BALL, SIGNS, ZERO, Induction, cell, either, exponential, never, product, tangent, use
from theory_lab.proofs.sketches.moves import Tree

DET = "(v1*v2 - v3**2)"
GAIN = "(v2*c1**2 - 2*v3*c1*c2 + v1*c2**2)"
SHAPE = {"order": ["v3", "ridge", "v1", "v2"], "bounds": [(1, "v1", "low", "ridge"), (2, "v2", "low", "(ridge**2 + v3**2)/v1")]}


def grown(det: str, gain: str, squares: Sequence[tuple[str, str]], known: Sequence[Any], beyond: int, **shape: Any) -> Tree:
    """``det + gain`` is at least ``det`` times ``exp(min(1, q)/2)`` for ``q = gain/det``, a sum of ``squares``.

    The ``known`` facts say that what was bounded by ``det`` before still is; fact ``beyond`` compares ``q`` with 1.
    """
    share = use(*((root, f"({by})/2") for root, by in squares), then=ZERO)
    least = tangent(
        "1/f", f"1 + {gain}/{det}", use((beyond, f"{gain}/(2*{det})", share), then=ZERO), [BALL, SIGNS], use(*squares, then=BALL)
    )
    small = use(*((one, "f", SIGNS) for one in known), then=product((det, 1, 1, SIGNS), ("f", 1, 1, SIGNS), then=least))
    large = use(*((one, "h", SIGNS) for one in known), (beyond, det, SIGNS), then=product((det, 1, 1, SIGNS), then=BALL))
    return either(
        cell(large, functions=[exponential("h", "1/2")], **shape),
        cell(small, functions=[exponential("f", f"{gain}/(2*{det})")], **shape),
    )


def induction(s: Induction) -> None:
    """c1 and c2 are the entries of a feature; v1, v2, v3 those of the matrix, and v0 is the product."""
    s.equal("rows", "c0", "c1**2")
    s.equal("rows", "c3", "c2**2")
    at_first = grown(
        "(ridge**2)", "(ridge*features_0**2 + ridge*features_1**2)", [(f"features_{k}", "1/ridge") for k in range(2)], [], 1
    )
    s.fact("rows", "ridge**2 + ridge*(c1**2 + c2**2) - ridge**2*c4", rows=either(at_first, never(0, ZERO)))
    s.fact("back", "v1 - ridge")
    squares = [("v1*c2 - v3*c1", f"1/(v1*{DET})"), ("c1", "1/v1")]
    s.fact(
        "back", f"{DET} - ridge**2", back=cell(use((2, 1), ("v1*c2 - v3*c1", "1/v1"), ("c1", f"{DET}/v1"), then=ZERO), **SHAPE)
    )
    s.fact(
        "back", f"{DET} - ridge**2*v0", back=either(grown(DET, GAIN, squares, [3], 5, **SHAPE), never(4, use((2, 1), then=ZERO)))
    )
