"""The difference is at least f'(D_N) (D_{N+1} - D_N), and by parts that is at least a difference of f'(N u^(N-1)) u^N (u - 1).

D_N is the density of Best-of-N on a tie class, between its values N u^(N-1) at both ends; f' increases and u^N (u - 1) <= 0.
"""

from proofs_check.alignment._settings_by_hand import density
from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, by, by_zero, cell, either, logarithm, never, power, tangent, use

LAST, MORE, LARGE, TOP, CASE = 2, 3, 4, 5, 6  # facts: B0 + T0 <= 1, how both densities and N (B0 + T0)^(N-1) are to the level


def above_a_level(n: int):
    """f is the part above a level: f' is 1 above it and 0 below, at both ends of the tie class."""
    at_top, at_bottom = f"base*(B0 + T0)**{n}/T0", f"base*B0**{n}/T0"

    def densities(leaf):
        """By the cases of the densities of N + 1 and of N draws to the level."""
        return either(either(leaf(True, True), leaf(True, False)), either(leaf(False, True), leaf(False, False)))

    def both(more: bool, large: bool):
        if not large:
            return never(LARGE, use((7, "base"), then=SIGNS))
        return cell(ZERO) if more else cell(use((MORE, 1)))

    def top_alone(more: bool, large: bool, *rest):
        own = [(MORE, 1)] if more != large else []
        return cell(use(*own, (LAST, at_bottom if large else at_top), *rest, then=SIGNS))

    def neither(below: int, *rest):
        def leaf(more: bool, large: bool):
            own = ([(MORE, 1)] if more else []) + ([(below, "base")] if large else [])
            return cell(use(*own, *rest, then=SIGNS) if own or rest else ZERO)

        return leaf

    def cases(more: bool, large: bool):
        zero_top = (TOP, f"{at_top}*(1 - B0 - T0)", use((LAST, at_top), then=ZERO))
        zero_bottom = f"{at_bottom}*(1 - B0)", use((LAST, at_bottom), then=SIGNS)
        above = either(either(both(more, large), top_alone(more, large, (8, *zero_bottom))), top_alone(more, large))
        tied = either(
            either(never(8, use((CASE, 1), then=SIGNS)), neither(CASE, zero_top, (8, *zero_bottom))(more, large)),
            neither(CASE, zero_top)(more, large),
        )
        return either(either(above, tied), either(never(TOP, use((CASE, 1), then=SIGNS)), neither(TOP)(more, large)))

    return densities(cases)


def of_logarithms(n: int):
    """f is t log t: the logarithm of D_N lies between those of N u^(N-1) at both ends of the tie class."""
    fewer, more, top = f"({density(n)})", f"({density(n + 1)})", "(B0 + T0)"
    at_top, at_bottom = f"{n}*{power(top, n - 1)}", f"{n}*{power('B0', n - 1)}"
    logs = [logarithm("k", more), logarithm("l", fewer), logarithm("a", n), logarithm("b", top), logarithm("c", "B0")]
    rest = use((LAST, f"base*{top}*({at_top} - {fewer})/{n}/T0"), (LAST, f"base*B0**{n}*(1 - {at_bottom}/{fewer})/T0"))
    lower = tangent(f"{at_bottom}/{fewer}", f"base*B0**{n}*(1 - B0)/T0", rest)
    upper = tangent(f"{fewer}/({at_top})", f"base*{top}**{n}*(1 - {top})/T0", lower)
    inside = cell(tangent(f"{fewer}/{more}", f"base*{more}", upper), functions=logs)
    alone = [logs[2], logarithm("b", "T0")]
    lowest = cell(tangent("1/T0", f"base*T0**{n}", use((1, f"base*{power('T0', n - 1)}*a"), then=ZERO)), functions=alone)

    def positive(then, densities, functions):
        """Both terms of the divergences are at least 0."""
        term = (never(fact, tangent(f"1/({one})", f"base*({one})", ZERO), functions=functions) for fact, one in densities)
        return either(either(then, next(term)), next(term))

    terms = positive(inside, ((LARGE, fewer), (MORE, more)), logs)
    return by_zero("B0", terms, positive(lowest, ((LARGE, power("T0", n - 1)), (MORE, power("T0", n))), alone))


def sketch(s: Sketch) -> None:
    """S0 and S1 are the divergences of N and of N + 1 draws."""
    n, measure = s.statics["draws"], s.statics["measure"]
    if measure == "square":
        s.step(s.linear({"S1": 1, "S0": -1}, ranks=[(0, 2 * n, -2 * n), (0, 2 * n - 1, 2 * n)]))
    elif measure == "excess":
        gap = f"{n}*{power('F', n - 1)} - level"
        known = by(*s.everywhere, then=by_zero("T0", above_a_level(n)))
        s.step(s.linear({"S1": 1, "S0": -1}, known if n > 1 else None, ranks=[(0, f"F**{n}*(1 - F)*part({gap})/kept({gap})", 1)]))
    else:
        g = f"F**{n}*(F - 1)*(log({n}) + {n - 1}*log(kept(F)))"
        known = by(*s.everywhere, then=by_zero("T0", of_logarithms(n)))
        s.step(s.linear({"S1": 1, "S0": -1}, known if n > 1 else None, ranks=[(0, g, -1)] if n > 1 else []))
