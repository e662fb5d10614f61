"""The target beats Best-of-N by a gap of masses and by the error of the proxy, which Cauchy-Schwarz bounds."""

from proofs_check.alignment._settings_by_hand import density, distance_le_coverage, masses_of_a_set
from theory_lab.proofs.sketches import (
    SIGNS,
    Sketch,
    by,
    cell,
    compare,
    concave,
    cut,
    either,
    keep,
    product,
    rises,
    root,
    use,
)

ABOVE, POSITIVE, SOME, MOST, ALL, OVER, LARGER, FIRST, SECOND = range(9)  # the facts about a set, and those of cases
AT, BASE = "(1 - S1)/level", "A0_base"


def largest_gap(lead: str, n: int, larger: bool):
    """``S1`` and ``(1 - a)**n`` with ``a = (1 - S1)/level`` below ``A0_base``, or above it; ``larger`` is the second."""
    rise = rises(BASE, slope=product((f"1 - {BASE}", n - 1, 1, SIGNS)))
    bend = concave(BASE, bend=product((f"1 - {BASE}", n - 2, 1, SIGNS)) if n > 2 else None)

    def inside(facts, bounds, used, then):
        order = ["level", "S1", BASE, "A0_target", lead]
        return keep(*facts, then=cell(use((0, 1), (1, 1), *used, then=then), order, bounds))

    part = f"(1 - S1 - level*{BASE})/(1 - S1)" if larger else f"level*{BASE}/(1 - S1)"
    unit = [(4, "S1", "low", 0), (5, "S1", "high", 1)]
    whole = inside(
        (ABOVE, ALL, LARGER, SOME, MOST, FIRST), [(3, BASE, "low", 0), (4, BASE, "high", 1)],
        [(5, 1), *([(2, 1)] if larger else [])], rise,
    )  # fmt: skip
    below = inside(
        (ABOVE, OVER, LARGER, SOME, POSITIVE, FIRST, SECOND), [*unit, (3, BASE, "low", 0), (6, BASE, "high", AT)],
        [(2, part)], bend,
    )  # fmt: skip
    beyond = inside(
        (ABOVE, ALL, LARGER, MOST, POSITIVE, FIRST, SECOND), [*unit, (6, BASE, "low", AT), (3, BASE, "high", 1)],
        [] if larger else [(2, 1)], rise,
    )  # fmt: skip
    return cut("S1 - 1", yes=whole, no=cut(f"1 - S1 - level*{BASE}", yes=below, no=beyond))


def sketch(s: Sketch) -> None:
    """S1 is the excess mass at the level, S2 the squared error, S3 and S4 are coverages; B0 and T0 rank outcomes by the proxy."""
    n, error = s.statics["draws"], s.statics["step"]
    lead = s.sum(f"(target - base*({density(n)}))*(reward + (guess - reward)*{error})")
    if n == 1:
        known = [s.linear({"S1": "1/level", lead: -1, "target": "(level - 1)/level"})]
        cases = cell(use((0, 1))), cell(use((0, 1), (1, 1)))
    else:  # above some rank is a set A0 on which the proxy leads by at most target(A0) - 1 + (1 - base(A0))**n
        above, positive = s.layers(u={lead: 1}, v={"target": 1}, ranks=[(0, n, -1)]), s.linear({"S1": 1})
        known = [above, positive, *masses_of_a_set(s), s.part({"S1": 1}, {"target": 1, "base": "-level"})]
        cases = largest_gap(lead, n, True), largest_gap(lead, n, False)
    gap = f"(1 - (1 - S1)/level)**{n}"
    by_mass = s.follows(f"S1 + part({gap} - S1) - {lead}", by(*known, then=either(*cases)))
    # The rest is the error of the proxy, times the distance of the densities.
    cauchy = s.square(u={"S2": 1}, v={"S3": 1}, x={"S0": 1, lead: -1})
    squares = [s.linear({name: 1}) for name in ("S2", "S3", "S4")]
    coverage = distance_le_coverage(s, "S4", "S3", n)
    roots = [root("r2", "S2"), root("r3", "S3")]

    def norm(*larger):
        return cell(use((0, 1), *larger, then=compare("r2*r3", f"S0 - {lead}", then=use((1, 1)))), functions=roots)

    larger = (5, 1)  # the first of the conditions, after five facts: which side of the maximum is meant
    s.step(by_mass, cauchy, *squares, proof=either(either(norm(larger), norm()), either(norm(), norm(larger))))
    s.step(coverage, *squares)
