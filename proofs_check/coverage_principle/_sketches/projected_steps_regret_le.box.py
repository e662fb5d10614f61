"""The squared distance to the comparator: a step changes it by its gain and its square, and no projection increases it."""

from typing import Any

from theory_lab.proofs.sketches import ZERO, Induction, cell, either, use
from theory_lab.proofs.sketches.moves import Tree

Told = list[tuple[Any, Any]]


def clipped(moved: list[str], points: list[str], known: int, told: Told) -> Tree:
    """The cases of each coordinate: above the box, inside, below it; from this fact on they are told."""
    if not moved:
        return cell(use(*told, then=ZERO))
    (one, *others), (point, *rest) = moved, points
    above: Told = [(f"{one} - 1", 1), (known + 1, f"2*(1 - {point})")]
    below: Told = [(f"{one} + 1", 1), (known, f"2*(1 + {point})")]
    high, inside = (clipped(others, rest, known + 2, told + more) for more in (above, []))
    return either(either(high, inside), clipped(others, rest, known + 1, told + below))


def induction(s: Induction) -> None:
    """Of each coordinate: direction, its square, and where the last step leads; then regret and squares, gaps and iterates."""
    count = s.size[0]
    points = [f"comparator_{k}" for k in range(count)]
    first = [f"start_{k} + rate*c{k}" for k in range(count)]
    moved = [f"v{2 + count + k} + rate*c{k}" for k in range(count)]
    for k in range(count):
        s.equal("rows", f"c{count + k}", f"c{k}**2")
    for k, point in enumerate(points):
        s.fact("rows", f"({first[k]} - {point})**2 - (c{2 * count + k} - {point})**2")
    for k, point in enumerate(points):
        s.equal("back", f"v{2 + k}", f"{point} - v{2 + count + k}")
    far = " + ".join(f"(start_{k} - {point})**2 - (v{2 + count + k} - {point})**2" for k, point in enumerate(points))
    ends, steps = [(k, 1) for k in range(count)], clipped(moved, points, count + 1, [(count, 1)])
    s.fact("back", f"{far} + rate**2*v1 - 2*rate*v0", last=cell(use(*ends, then=ZERO)), back=steps)
    left: Told = [(f"v{2 + count + k} - {point}", "1/(2*rate)") for k, point in enumerate(points)]
    s.step(0, cell(use((0, "1/(2*rate)"), *left, then=ZERO)))
