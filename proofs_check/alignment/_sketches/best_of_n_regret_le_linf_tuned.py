"""As in best_of_n_regret_le_linf at each number of draws, one of them the budget; there (1 - 1/M0)**n is at most the error."""

import math

from proofs_check.alignment._settings_by_hand import density, distance_le_coverage
from proofs_check.alignment._sketches.best_of_n_regret_le_linf import largest_gap
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
    power,
    product,
    root,
    tangent,
    use,
)

MOST = 24
BUDGETS = range(2, MOST + 1)


def over_root(n: int):
    """``sqrt(6 n)/3`` as a multiple of a root ``c`` of what is free of squares in ``6 n``; and that root, if any."""
    square = 6 * n
    free = next(f for f in range(1, square + 1) if square % f == 0 and math.isqrt(square // f) ** 2 * f == square)
    number = f"{math.isqrt(square // free)}/3"
    return (number, []) if free == 1 else (f"{number}*c", [["c", "sqrt", str(free), BALL]])


def budget_of(n: int, case: int):
    """The error is at least ``exp(-n/M0)``, as ``n`` is at least ``M0`` times the logarithm of its inverse."""
    small = compare("S0", f"h**{2 * n}", by="log", then=use((5, "2/M0")))
    functions = [root("r0", "S0"), root("r2", "S24"), *over_root(n)[1], exponential("h", "-1/M0"), logarithm("l", "S0")]
    gap = use((0, 1), (1, 1), then=compare("r0", f"h**{n}", then=small))
    return keep(2 * n - 4, 2 * n - 3, 46, 49, 50, case, then=cell(gap, functions=functions))


def sketch(s: Sketch) -> None:
    """S0 is the squared error, S1, S2, ... the regrets at 2, 3, ... draws, S24 the coverage; B0 and T0 rank by the proxy."""
    output = {n: f"base*({density(n)})" for n in BUDGETS}
    leads = {n: s.sum(f"(target - {output[n]})*proxy") for n in BUDGETS}
    far = {n: s.sum(f"(target - {output[n]})**2/base") for n in BUDGETS}
    s.positive({"base": "M0"}, "target")
    largest, some = s.linear({"base": "M0", "target": -1}), s.positive({"S24": 1}, "target")
    small = s.follows("exp(-1/M0) - 1 + 1/M0", by(largest, then=cell(tangent("h"), functions=[exponential("h", "-1/M0")])))
    known = []
    for n in BUDGETS:
        regret, lead, apart, on = f"S{n - 1}", leads[n], far[n], f"A{n}"
        above = s.layers(u={lead: 1}, v={"target": 1}, ranks=[(0, n, -1)], on=on)
        masses = [s.part({}, {"base": -1}, on=on), *(s.part({law: 1}, {law: 1}, on=on) for law in ("base", "target"))]
        over = s.part({}, {"target": 1, "base": "-M0"}, on=on)
        by_mass = s.follows(f"(1 - 1/M0)**{n} - {lead}", by(above, *masses, over, largest, then=largest_gap(lead, n, on)))
        between = " + ".join(f"({power('h', i)})*({power('1 - 1/M0', n - 1 - i)})" for i in range(n))
        rest = cell(
            use((0, 1), (1, between, product(("M0", 1 - n, 1, SIGNS), then=SIGNS)), then=ZERO),
            functions=[exponential("h", "-1/M0")],
        )
        missed = s.follows(f"exp(-1/M0)**{n} - {lead}", by(by_mass, small, largest, then=rest))
        cauchy = s.square(u={"S0": 1}, v={apart: 1}, x={regret: 1, lead: -1})
        coverage = distance_le_coverage(s, "S24", apart, n)
        number, root_of_it = over_root(n)
        norm = compare(f"r0*(r2 + {number})", f"{regret} - {lead}", then=use((0, 1), (1, "S0")))
        functions = [root("r0", "S0"), root("r2", "S24"), *root_of_it]
        error = s.follows(
            f"sqrt(S0)*(sqrt(S24) + sqrt({6 * n})/3) - {regret} + {lead}",
            by(cauchy, coverage, some, s.hypotheses[0], then=cell(norm, functions=functions)),
        )
        known += [missed, error]
    proof, first = budget_of(MOST, 48), len(known) + 7
    for n in reversed(BUDGETS[:-1]):
        proof = either(budget_of(n, first + n - 2), proof)
    usable = either(either(proof, keep(47, 52, then=never(0, use((1, 1))))), keep(46, 51, then=never(0, use((1, 1)))))
    s.step(*known, *s.hypotheses, largest, some, proof=usable)
