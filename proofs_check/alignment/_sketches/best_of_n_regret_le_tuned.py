"""As in best_of_n_regret_le_log at each number of draws, of which the budget is one.

There ``n e^2`` is at least ``r^2`` and ``(n - 1) e^2`` less, for the error ``e`` and the cube root ``r`` of ``C log(1/e) e^2``.
"""

from proofs_check.alignment._settings_by_hand import density, distance_le_coverage, draws_over_root
from proofs_check.alignment._sketches.best_of_n_regret_le_log import largest_gap
from theory_lab.proofs.sketches import (
    BALL,
    SIGNS,
    ZERO,
    Sketch,
    by,
    cell,
    compare,
    either,
    exponential,
    keep,
    logarithm,
    never,
    product,
    root,
    tangent,
    use,
)

MOST = 24
BUDGETS = range(2, MOST + 1)
CUBE = "(-S1*log(S0)*sqrt(S0)**2/2)"
ROOT = f"exp(log({CUBE})/3)"
BUDGET = "(S1**2*log(S0)**2/4/S0)"  # the square of what the third power of the number of draws has to reach
GAP, SHARE, NEAR, ERRORS, MOST_OF_IT, *SIGNS_OF, FIRST = range(9)  # the facts of a budget, FIRST: that of the first case
# Why these have values, told where the search would find it again on each of a thousand cells.
FUNCTIONS = [
    logarithm("y", "S0", SIGNS), root("h", "S0", SIGNS),
    logarithm("v", "h", compare("h", "0", product(("h", 1, 1, SIGNS)), SIGNS)), logarithm("w", "S1", SIGNS),
    logarithm("z", "-y", tangent("S0", 1, SIGNS, positive=(SIGNS, BALL), factor=BALL)),
    ["t", "log", "2", BALL], exponential("r", "(w + z + 2*v - t)/3"),
]  # fmt: skip
CUBED = "(-S1*y*S0/2)"


def form_of(n: int):
    return f"({n * n}*S0**2 + {n}*S0*r**2 + r**4)"


def enough_draws(n: int):
    """Half the root is at least the share of ``n`` draws, if these are enough."""

    def enough(case: int, *more):
        by_cubes = use((case, f"S0**3/({2 * n}*{form_of(n)})"), (4, f"({CUBED} + r**3)/({2 * n}*{form_of(n)})"), then=ZERO)
        then = use((0, f"1/({2 * n}*S0)"), *more, then=product(("r", 1, 1), ("S0", -1, 1), then=by_cubes))
        return cell(then, functions=FUNCTIONS)

    return either(either(cell(functions=FUNCTIONS), enough(6, (5, f"-S1*y/{4 * n}"))), enough(5))


def few_draws(n: int):
    """The square of the root is at least ``n`` squared errors, if ``n`` draws are too few."""
    by_cubes = use((6, f"S0**3/{form_of(n)}"), (0, f"({CUBED} + r**3)/{form_of(n)}"), then=ZERO)
    rest = cell(functions=FUNCTIONS)
    return either(either(cell(by_cubes, functions=FUNCTIONS), rest), rest)


def over_root(n: int):
    """``n/sqrt(2 n - 1)`` as a text, as one with named roots, and these: of 3, and of what is left of ``2 n - 1``."""
    number, irrational = draws_over_root(n)
    three = ["c", "sqrt", "3", BALL]
    if not irrational:
        return number, number, [three]
    free = int(irrational[0][2])
    other = free // 3 if free % 3 == 0 else free
    named = number.replace("*c", ("*c" if free % 3 == 0 else "") + ("*d" if other > 1 else ""))
    return number.replace("*c", f"*sqrt({free})"), named, [three, *([["d", "sqrt", str(other), BALL]] if other > 1 else [])]


def nearer(n: int):
    """``n/sqrt(2 n - 1)`` times the error is at most ``sqrt(4/3)`` times the root, if one draw less is too few."""
    _, number, roots = over_root(n)
    functions = [*FUNCTIONS, *roots]
    if n == 2:
        return cell(use((0, "2/3*c"), then=ZERO), functions=functions)
    good = compare("2/3*c*r", f"{number}*h", then=use((0, "4/3")))
    tie = use((5, f"{number}*h"))
    return either(either(cell(good, functions=functions), cell(tie, functions=functions)), cell(functions=functions))


def in_all(n: int):
    """The root, the errors and one: by the share and what is lost by errors, or as no regret is above 1."""
    functions = [*FUNCTIONS, root("g", "S1", SIGNS), *over_root(n)[2]]
    share, much = f"-S1*y/{4 * n}", "4/3*c + 1"

    def trivial(*more: int):
        """No regret is above 1, with facts that are that less than nothing is missing."""
        used = ((k + 4, 1) for k in range(len(more)))
        return keep(MOST_OF_IT, *SIGNS_OF, *more, then=cell(use((0, 1), *used), functions=functions))

    def by_gap(used, case: int):
        """The cases of the share: above the error or not, and above 1/2, not or just so."""

        def halved(first: int):
            def small(*more):
                return cell(use((GAP, 1), (SHARE, 1), (NEAR, 1), (ERRORS, 1), *used, *more), functions=functions)

            rest = compare("2/3*c + g*h + h", "1/2", SIGNS, SIGNS)
            large = use(
                (MOST_OF_IT, 1),
                (SHARE, much),
                (first + 1, "2/3*c + 1/2"),
                *((k, f"({by})*({much if by == share else 1})") for k, by in used),
                then=rest,
            )
            return either(either(cell(large, functions=functions), small((first + 1, 1))), small())

        return either(halved(case + 1), halved(case + 1))

    def few(used, case: int):
        first = by_gap(used, case + 2)
        return (
            by_gap(used, case)
            if n == 2
            else either(either(first, trivial(case + 1, *(k for k, _ in used[:1]))), trivial(*(k for k, _ in used[:1])))
        )

    tie = [(FIRST, 1), (FIRST + 1, share)]
    over = trivial() if n == 2 else either(either(trivial(), trivial(FIRST + 3)), trivial())
    return either(either(over, few(tie, FIRST + 2)), few([], FIRST + 1))


def budget_of(n: int):
    """The budget is n: these draws are enough, and one less are not."""
    number, functions = len(BUDGETS), [*FUNCTIONS, root("g", "S1", SIGNS), ["c", "sqrt", "3", BALL]]
    first = number + 7
    case = number + 3 if n == MOST else first + n - 2
    late = [] if n == 2 else [first + n - 3]
    at = 5 + len(late)  # the first of the cases
    enough = use((3, "117 - S1*y*h/(2*S0)" if n == MOST else 1))

    def holds(*more):
        return cell(use((0, 1), *more), functions=functions)

    def not_late(here: int, *more):
        if n == 2:
            return holds(*more)
        no = [keep(1, 2, 3, 5, k, then=never(3, use((4, 1)), functions=functions)) for k in (here + 1, here)]
        return either(either(holds(*more), no[0]), no[1])

    few = keep(1, 2, 3, 4, at + 1, then=never(4, enough, functions=functions))
    shown = either(either(few, not_late(at + 2, (at + 1, 1))), not_late(at + 1))
    return keep(n - 2, number, number + 1, number + 4, case, *late, then=shown)


def sketch(s: Sketch) -> None:
    """S0 is the squared error, S1 the coverage, S2, S3, ... the regrets at 2, 3, ... draws; B0 and T0 rank by the proxy."""
    error = ("1/10", "1")[s.number]
    output = {n: f"base*({density(n)})" for n in BUDGETS}
    leads = {n: s.sum(f"(target - {output[n]})*(reward + (guess - reward)*{error})") for n in BUDGETS}
    far = {n: s.sum(f"(target - {output[n]})**2/base") for n in BUDGETS}
    some, less = (s.follows(text, by(fact), strict=True) for text, fact in zip(("S0", "1 - S0"), s.hypotheses, strict=False))
    covered, squares = s.linear({"S1": 1}), s.positive({"S1": 1}, "target")
    s.follows("-log(S0)", by(some, less), strict=True)
    s.follows(CUBE, by(some, less, squares), strict=True)
    cubed = CUBED.replace("S0", "h**2")
    logs = compare("r**3", cubed, by="log", then=ZERO), compare(cubed, "r**3", by="log", then=ZERO)
    high, low = (
        s.follows(text, by(some, less, squares, then=cell(one, functions=FUNCTIONS)))
        for text, one in zip((f"{ROOT}**3 - {CUBE}", f"{CUBE} - {ROOT}**3"), logs, strict=True)
    )
    form = "(r**2 + r*h + S0)"
    least = use((0, f"1/{form}"), (4, f"h*S0/{form}"), then=ZERO)
    wide = s.follows(
        f"{ROOT} - sqrt(S0)",
        by(high, some, less, squares, s.hypotheses[2], then=either(either(cell(least, functions=FUNCTIONS)))),
    )
    known = []
    for n in BUDGETS:
        regret, lead, apart, on, share = f"S{n}", leads[n], far[n], f"A{n}", f"(-S1*log(S0)/{4 * n})"
        missed = s.follows(
            f"{ROOT}/2 - {share} + {share}*part({BUDGET} - {n**3})/kept({BUDGET} - {n**3})",
            by(high, some, less, squares, low, then=enough_draws(n)),
        )
        most = s.linear({regret: -1, "target": 1})
        distance = over_root(n)[0]
        few, late = wide, "1"
        if n > 2:
            late = f"part({BUDGET} - {(n - 1) ** 3})/kept({BUDGET} - {(n - 1) ** 3})"
            few = s.follows(f"{ROOT}**2 - {n - 1}*S0*{late}", by(high, some, less, squares, low, then=few_draws(n - 1)))
        near = s.follows(f"sqrt(12)/3*{ROOT} - {distance}*sqrt(S0)*{late}", by(few, some, less, squares, then=nearer(n)))
        cauchy = s.square(u={"S0": 1}, v={apart: 1}, x={regret: 1, lead: -1})
        coverage = distance_le_coverage(s, "S1", apart, n)
        _, named, roots = over_root(n)
        norm = compare(f"h*(g + {named})", f"{regret} - {lead}", then=use((0, 1), (1, "S0")))
        error_of = s.follows(
            f"sqrt(S0)*(sqrt(S1) + {distance}) - {regret} + {lead}",
            by(
                cauchy,
                coverage,
                squares,
                some,
                then=cell(norm, functions=[root("h", "S0", SIGNS), root("g", "S1", SIGNS), *roots]),
            ),
        )
        on_top = s.layers(u={lead: 1}, v={"target": 1}, ranks=[(0, n, -1)], on=on)
        masses = [s.part({}, {"base": -1}, on=on), *(s.part({law: 1}, {law: 1}, on=on) for law in ("base", "target"))]
        over = s.part({"S1": f"log(S0)**2/{4 * n}"}, {"target": "-log(S0)", "base": -n}, on=on)
        one = s.linear({lead: -1, "target": 1})
        written = f"-S1*log(S0)/{4 * n}"
        beyond = f"part(2*{written} - 1)/kept(2*{written} - 1)"
        gap = s.follows(
            f"sqrt(S0) + part({written} - sqrt(S0)) + {beyond} - {lead}",
            by(covered, one, some, less, on_top, *masses, over, then=largest_gap(lead, n, "S1", on)),
        )
        failed = f"part({BUDGET} - {n**3})/kept({BUDGET} - {n**3})" + (f" + 1 - {late}" if n > 2 else "")
        final = s.follows(
            f"(sqrt(12)/3 + 1/2)*{ROOT} + (sqrt(S1) + 1)*sqrt(S0) - {regret} + {failed}",
            by(gap, missed, near, error_of, most, some, less, squares, then=in_all(n)),
        )
        known.append(final)
    proof = budget_of(MOST)
    for n in reversed(BUDGETS[:-1]):
        proof = either(budget_of(n), proof)
    small, some = (keep(len(known) + k, len(known) + len(s.hypotheses) + 1 + k, then=never(0, use((1, 1)))) for k in (1, 0))
    s.step(*known, *s.hypotheses, squares, proof=either(either(proof, small), some))
