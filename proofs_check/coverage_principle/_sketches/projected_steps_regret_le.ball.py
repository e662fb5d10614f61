"""The squared distance to the comparator: a step changes it by its gain and its square, and no projection increases it."""

from theory_lab.proofs.sketches import BALL, SIGNS, ZERO, Induction, cell, compare, either, product, root, use
from theory_lab.proofs.sketches.moves import Tree


def projected(moved: list[str], points: list[str], known: list[tuple[int, int]], outside: int) -> Tree:
    """``z`` beyond the ball, of norm ``r``, and ``u = 2 w / (1 + |w|^2)``.

    ``r^2 (1 + |w|^2) (|z - u|^2 - |z/r - u|^2) = (r - 1) (2 |z - r w|^2 + (1 + |w|^2) r^2 (r - 1))``.
    """
    length = " + ".join(f"({one})**2" for one in moved)
    beyond = "2*(r - 1)", compare("2*r", 2, SIGNS, use((outside, 4), then=ZERO))
    near = [(f"{one} - r*{point}", *beyond) for one, point in zip(moved, points, strict=True)]
    far = [(f"r*(r - 1)*{one}", 1) for one in ("1", *points)]
    cleared = (length, -1, 1, use((outside, 1), then=BALL)), one_or_more(points, 1)
    return either(
        cell(use(*known, then=product(*cleared, then=use(*near, *far, then=ZERO))), functions=[root("r", length)]),
        cell(use(*known, then=ZERO)),
    )


def whole(points: list[str]) -> str:
    """``1 + |w|^2``."""
    return " + ".join(("1", *(f"{one}**2" for one in points)))


def one_or_more(points: list[str], power: int) -> tuple[str, int, int, Tree]:
    """The factor ``(1 + |w|^2)^power`` of a denominator."""
    return whole(points), -power, 1, use(*((one, 1) for one in points), then=BALL)


def induction(s: Induction) -> None:
    """Of each coordinate: direction, its square, and where the last step leads; then regret and squares, gaps and iterates."""
    count = s.size[0]
    points = [f"comparator_{k}" for k in range(count)]
    ends = [f"2*{one}/({whole(points)})" for one in points]
    for k in range(count):
        s.equal("rows", f"c{count + k}", f"c{k}**2")
    nearer = " + ".join(f"(start_{k} + rate*c{k} - {end})**2 - (c{2 * count + k} - {end})**2" for k, end in enumerate(ends))
    first = [f"start_{k} + rate*directions_{k}" for k in range(count)]
    s.fact("rows", nearer, rows=projected(first, points, [], 0))
    for k, end in enumerate(ends):
        s.equal("back", f"v{2 + k}", f"{end} - v{2 + count + k}")
    far = " + ".join(f"(start_{k} - {end})**2 - (v{2 + count + k} - {end})**2" for k, end in enumerate(ends))
    moved = [f"v{2 + count + k} + rate*c{k}" for k in range(count)]
    s.fact(
        "back", f"{far} + rate**2*v1 - 2*rate*v0", last=cell(use((0, 1), then=ZERO)), back=projected(moved, points, [(1, 1)], 2)
    )
    left = [(f"({whole(points)})*v{2 + count + k} - 2*{one}", "1/2") for k, one in enumerate(points)]
    known = (0, f"({whole(points)})**2/2")
    s.step(0, cell(product(("rate", -1, 1, SIGNS), one_or_more(points, 2), then=use(known, *left, then=ZERO))))
