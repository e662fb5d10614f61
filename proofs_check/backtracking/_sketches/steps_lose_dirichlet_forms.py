"""What a step loses beyond its Dirichlet form is a sum of squares: by node, of means and of differences."""

from proofs_check.backtracking._settings_by_hand import DEGREE, drift, moved
from theory_lab.proofs.sketches import ZERO, Induction, cell, use
from theory_lab.proofs.sketches.moves import Tree


def moment(f: list[str]) -> str:
    """That under the stationary law, times the volume."""
    return f"(weights_0*({f[0]})**2 + {DEGREE}*({f[1]})**2 + weights_1*({f[2]})**2)"


def squares(f: list[str], *told: tuple[int, str]) -> Tree:
    """Those of the ends and of the middle, where the rate is at most 1/2 by fact 1."""
    slow = "c0*(1/2 - c0)"
    found = [(f"{f[2 * k]} - {f[1]}", f"{slow}*weights_{k}") for k in range(2)]
    found += [(f"{f[0]} - {f[2]}", f"c0*weights_0*weights_1/(2*{DEGREE})"), (drift(f), f"{slow}/{DEGREE}")]
    return cell(use(*told, *found, then=ZERO))


def induction(s: Induction) -> None:
    """c0 is the rate; v0 is the sum of the forms, v1 to v3 are the values, the others what the next step makes of them."""
    f, v = [f"f_{k}" for k in range(3)], ["v1", "v2", "v3"]
    s.fact("rows", "c0")
    s.fact("rows", "1/2 - c0")
    then = moved(f, "c0")
    s.equal("rows", "c1", f"({then[0]} - {then[1]})**2")
    s.equal("rows", "c2", f"({then[2]} - {then[1]})**2")
    s.equal("rows", "c3", f"{drift(then)}/{DEGREE}")
    s.equal("back", "v4", "weights_0*(v1 - v2)**2 + weights_1*(v3 - v2)**2")
    s.equal("back", "v5", "v2 - v1")
    s.equal("back", "v6", f"{drift(v)}/{DEGREE}")
    s.equal("back", "v7", "v2 - v3")
    s.fact("back", f"{moment(f)} - v0 - {moment(v)}", last=squares(f), back=squares(v, (2, "1")))
