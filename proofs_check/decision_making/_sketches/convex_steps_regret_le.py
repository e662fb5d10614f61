"""The squared distance to the comparator, times the curvature so far, is known from the regret and its bound."""

from theory_lab.proofs.sketches import ZERO, Induction, cell, cut, use
from theory_lab.proofs.sketches.moves import Tree


def earliest(rest: str) -> Tree:
    """The rate times the curvature so far is 1, facts 0 and 1; what is left is this times the difference, of either sign."""
    more = cell(use((1, rest), then=ZERO), below=use((0, rest), then=ZERO))
    return cut(rest, more, cell(use((0, f"-({rest})"), then=ZERO), below=use((1, f"-({rest})"), then=ZERO)))


def induction(s: Induction) -> None:
    """Of a step are gradient, curvature and rate; passed back the regret, the curvature so far, distance, bound and gaps."""
    axes = range(s.size[0])
    count = len(axes)
    curvature, rate = f"c{count}", f"c{3 * count + 3}"
    gaps = [f"(start_{k} - comparator_{k})" for k in axes]
    far, length = (" + ".join(texts) for texts in ([f"{gap}**2" for gap in gaps], [f"c{k}**2" for k in axes]))
    s.fact("rows", f"{rate}*(first + {curvature}) - 1")
    s.fact("rows", f"1 - {rate}*(first + {curvature})")
    for k in axes:
        s.equal("rows", f"c{count + 1 + k}", f"c{k}**2")
        s.equal("rows", f"c{2 * count + 2 + k}", f"({gaps[k]} - c{k}*{rate})**2")
    s.equal("rows", f"c{2 * count + 1}", f"{curvature}*({far})/2")
    s.equal("rows", f"c{3 * count + 2}", f"({length})*{rate}/2")
    slope = " + ".join(f"c{k}*{gaps[k]}" for k in axes)
    left = " + ".join(f"v{4 + k}**2" for k in axes)
    s.equal("back", "v2", left)
    s.equal("back", "v0", f"first*({far})/2 + v3 - v1*({left})/2", last=earliest(f"{rate}*({length})/2 - ({slope})"))
    s.fact("back", "v1 - first")
