"""The target beats Best-of-N by a gap of masses, at a level with a logarithm, and by the error of the proxy.

On a set the coverage gives ``l target(A0) <= l share + n base(A0)``, for ``l = -log(S0)`` and the share ``S2 l/(4n)``. Where this
says more than ``target(A0) <= 1``, what is to show is concave in ``base(A0)``, and so above its chord up to ``l (1 - share)/n``.
That is told by multiples of facts, as no range may end at a logarithm.
"""

from proofs_check.alignment._settings_by_hand import density, distance_le_coverage, draws_over_root, masses_of_a_set
from theory_lab.proofs.sketches import (
    BALL,
    SIGNS,
    ZERO,
    Sketch,
    by,
    cell,
    compare,
    cut,
    either,
    exponential,
    keep,
    logarithm,
    never,
    product,
    rises,
    root,
    tangent,
    use,
)

SQUARES, ONE, SOME, LESS, ABOVE, LOW, MOST, ALL, OVER, SIDE = range(10)  # the facts, SIDE: which side of the maximum is meant
LOG_AND_ROOT = [logarithm("y", "S0", SIGNS), root("h", "S0", SIGNS)]
FEW, FEW_SIDE = 4, 5  # where there is a single draw


def within_half(side: int, none, small):
    """The cases of the maximum and of a share above 1/2: ``small(larger, half, extra)`` by the fact that it is not."""

    def one(larger: bool):
        return either(either(none, small(larger, side + 2, [side + 1])), small(larger, side + 1, []))

    return either(one(True), one(False))


def largest_gap(lead: str, n: int, coverage: str = "S2", on: str = "A0"):
    """``target(A0) - 1 + (1 - base(A0))**n`` is at most the share or the error, where the share is at most 1/2."""
    base = f"{on}_base"
    x, left, missed = f"{n}*{base}", f"(1 + {coverage}*y/{4 * n})", f"(1 - {base})**{n}"
    kept = "log(kept(S0))"  # a cut has a value everywhere
    functions = [*LOG_AND_ROOT, exponential("g", f"y*{left}"), logarithm("z", f"1 - {base}", SIGNS)]
    order = ["S0", coverage, base, f"{on}_target", lead]
    bounds = [(SOME, "S0", "low", 0), (LESS, "S0", "high", 1), (SQUARES, coverage, "low", 0)]
    gone = never(order=order, bounds=bounds[:1])

    def small(larger: bool, half: int, extra: list[int]):
        case = half + 1  # of base(A0) < 1, and then of base(A0) below its end
        end = case + 1
        sides = [(SIDE, 1)] if larger else []
        inside = [*bounds, (LOW, base, "low", 0), (case, base, "high", 1)]
        mass = [(ABOVE, 1), (ALL, 1), *((k, 1) for k in extra), *sides]
        full = cell(
            use(*mass, then=rises(base, functions=functions[:2])),
            order, [*bounds, (case, base, "low", 1), (MOST, base, "high", 1)], functions[:2],
        )  # fmt: skip
        at_end = compare("h", "g", SIGNS, compare("S0", "g**2", SIGNS, by="log", then=use((half, "-y"), then=ZERO)))
        tangents = tangent(f"1 - {base}", f"{n}*{x}*{missed}", then=product((base, 1, 1, SIGNS), (n, 1, 1, BALL), then=at_end))
        positive = use((half, "1/2"), then=BALL)
        scale = product(("-y", 1, 1), (left, 1, 1, positive), then=BALL)
        chord = use(
            *((k, f"-y*{left}", scale) for k in (ABOVE, *extra)), (OVER, left, positive),
            (end, f"1 - {missed}*(1 + {x})"), (SIDE, x if larger else f"-y*{left} - {x}"),
            then=tangent(f"g/{missed}", f"{x}*{missed}", then=tangents),
        )  # fmt: skip
        below = product(("-y", -1, 1), (left, -1, 1, positive), then=chord)
        logs = tangent(f"1 - {base}", 2 * n, then=use((end, 2), (half, "-y"), then=ZERO))
        beyond = use(*mass, then=compare("h", missed, SIGNS, compare("S0", f"({missed})**2", SIGNS, by="log", then=logs)))
        parts = (either(cell(then, order, inside, functions), gone) for then in (below, beyond))
        return cut(f"{base} - 1", full, cut(f"-{kept} - {coverage}*{kept}**2/{4 * n} - {x}", *parts))

    return within_half(SIDE, cell(use((ONE, 1))), small)


def single_gap():
    """With one draw the lead is at most the share, or ``1 - l (1 - share)``, which is at most the exponential."""
    functions = [*LOG_AND_ROOT, exponential("g", "y*(1 + S2*y/4)")]

    def small(larger: bool, half: int, extra: list[int]):
        used = [(FEW, 1), *((k, 1) for k in extra)]
        at_end = compare("h", "g", SIGNS, compare("S0", "g**2", SIGNS, by="log", then=use((half, "-y"), then=ZERO)))
        low = use(*used, *([(FEW_SIDE, 1)] if larger else []), then=tangent("g", 1, then=at_end))
        high = use(*used, *([] if larger else [(FEW_SIDE, 1)]), then=ZERO)
        return either(cell(low, functions=functions), cell(high, functions=functions[:2]))

    return within_half(FEW_SIDE, keep(SQUARES, ONE, SOME, LESS, FEW_SIDE, then=cell(use((ONE, 1)))), small)


def few_outcomes(error: object):
    """``seen (target - base)`` by the cases of its sign, and of ``l <= 1``."""
    seen = f"(reward + (proxy - reward)*{error})"
    functions = [logarithm("y", "S0")]

    def inside(*used, then):
        return cell(use(*used, then=product(("base", -1, 1), then=then)), functions=functions)

    more = either(
        inside((2, f"1 - {seen}"), then=use(("y*target/2 + base", 1), then=ZERO)),
        inside((2, f"1 - {seen}"), then=use(("target/2 - base", 1), (3, "target**2/4"), then=ZERO)),
    )
    less = either(
        inside((2, seen), (3, "target"), then=use(("y*target", "1/4"), then=ZERO)),
        inside((2, seen), then=use(("target", "-y/4"), then=ZERO)),
    )
    return cut("target - base", more, less)


def sketch(s: Sketch) -> None:
    """S0 is the squared error, S1 the regret, S2 the coverage of the target; B0 and T0 rank outcomes by the proxy."""
    n, error = s.statics["draws"], s.statics["part"]
    output = f"base*({density(n)})"
    lead = s.sum(f"(target - {output})*(reward + (proxy - reward)*{error})")
    apart = s.sum(f"(target - {output})**2/base")
    some, less = (s.follows(text, by(fact), strict=True) for text, fact in zip(("S0", "1 - S0"), s.hypotheses, strict=True))
    squares, one = s.linear({"S2": 1}), s.linear({lead: -1, "target": 1})
    known = [squares, one, some, less]
    if n == 1:
        most = "part(1 + log(S0))"
        known += [
            s.linear({lead: -1, "S2": f"(1 - {most})*(-log(S0))/4", "target": most}, by(some, less, then=few_outcomes(error)))
        ]
        cases = single_gap()
    else:  # above some rank is a set A0 on which the proxy leads by at most target(A0) - 1 + (1 - base(A0))**n
        above = s.layers(u={lead: 1}, v={"target": 1}, ranks=[(0, n, -1)])
        known += [above, *masses_of_a_set(s), s.part({"S2": f"log(S0)**2/{4 * n}"}, {"target": "-log(S0)", "base": -n})]
        cases = largest_gap(lead, n)
    share = f"-S2*log(S0)/{4 * n}"
    beyond = f"part(2*{share} - 1)/kept(2*{share} - 1)"  # 1 where the share is above 1/2, and 0 elsewhere
    gap = s.follows(f"sqrt(S0) + part({share} - sqrt(S0)) + {beyond} - {lead}", by(*known, then=cases))
    # The rest is the error of the proxy, times the distance of the densities.
    cauchy = s.square(u={"S0": 1}, v={apart: 1}, x={"S1": 1, lead: -1})
    coverage = distance_le_coverage(s, "S2", apart, n)
    number, irrational = draws_over_root(n)
    functions = [root("r1", "S0", SIGNS), root("r2", "S2", SIGNS), *irrational, logarithm("y", "S0", SIGNS)]
    rest = product(("r2", 1, 1, SIGNS), ("S0", 1, 1, SIGNS), *((one[0], 1, 1, SIGNS) for one in irrational))

    def norm(first: int, *used: int):
        distance = compare(f"r1*(r2 + {number})", f"S1 - {lead}", SIGNS, use((first, 1), (first + 1, "S0", SIGNS), then=rest))
        return cell(use(*((k, 1) for k in used), then=distance), functions=functions)

    def halved(*used: int):  # fact 6 is that the share is at most 1/2
        return either(either(never(then=use((6, 1), then=ZERO)), norm(1, *used, 6)), norm(1, *used))

    small = either(either(halved(0), halved(0, 7)), either(halved(0, 7), halved(0)))
    large = keep(1, 2, 3, 4, 5, 6, then=either(norm(0, 2, 5), norm(0, 2, 5, 6)))
    s.step(gap, cauchy, coverage, one, squares, some, proof=either(small, large))
