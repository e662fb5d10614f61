"""What a step leaves of the variance is less than the bound by a square: of the part with the eigenvalue -1."""

from proofs_check.backtracking._settings_by_hand import DEGREE, drift, moved
from theory_lab.proofs.sketches import ZERO, Induction, cell, use
from theory_lab.proofs.sketches.moves import Tree


def variance(f: list[str]) -> str:
    """That under the stationary law, times the square of the volume."""
    near = f"{DEGREE}*(weights_0*({f[0]} - {f[1]})**2 + weights_1*({f[2]} - {f[1]})**2)"
    return f"({near} + weights_0*weights_1*({f[0]} - {f[2]})**2)"


def square(f: list[str], *told: tuple[int, str]) -> Tree:
    """The part with the eigenvalue -1, where the rate is at most 1/2 by fact 1."""
    return cell(use(*told, (drift(f), "c0*(2 - 3*c0)"), then=ZERO))


def induction(s: Induction) -> None:
    """c0 is the rate; v0 to v2 are the values, v3 the product, the others what the next step makes of the values."""
    f, v = [f"f_{k}" for k in range(3)], ["v0", "v1", "v2"]
    s.fact("rows", "c0")
    s.fact("rows", "1/2 - c0")
    s.equal("rows", "c1", "(1 - c0)**2")
    s.equal("rows", "c2", f"{drift(moved(f, 'c0'))}/{DEGREE}")
    s.equal("back", "v4", "v1 - v0")
    s.equal("back", "v5", f"{drift(v)}/{DEGREE}")
    s.equal("back", "v6", "v1 - v2")
    s.fact("back", f"v3*{variance(f)} - {variance(v)}", last=square(f), back=square(v, (2, "(1 - c0)**2")))
