"""As in best_of_n_regret_le, where the largest density M0 takes the place of the level."""

from proofs_check.alignment._settings_by_hand import density, distance_le_coverage, draws_over_root, masses_of_a_set
from theory_lab.proofs.sketches import Sketch, by, cell, compare, concave, cut, keep, product, rises, root, use

ABOVE, SOME, MOST, ALL, OVER, LARGEST, CASE = range(7)  # the facts about a set, the range of M0, and that of a case


def largest_gap(lead: str, n: int, on: str = "A0"):
    """``t - 1 + (1 - b)**n`` is concave in ``b`` up to ``1/M0``, where ``t <= M0 b``, and falls beyond, where ``t <= 1``."""

    base = f"{on}_base"

    def inside(facts, bounds, then):
        return keep(*facts, then=cell(use((0, 1), (1, 1), then=then), ["M0", base, f"{on}_target", lead], bounds))

    at_zero = product(("M0", -n, 1), ("M0 - 1", n, 1))
    below = [(3, "M0", "low", 1), (2, base, "low", 0), (4, base, "high", "1/M0")]
    beyond = [(3, "M0", "low", 1), (4, base, "low", "1/M0"), (2, base, "high", 1)]
    return cut(
        f"1 - M0*{base}",
        yes=inside((ABOVE, OVER, SOME, LARGEST, CASE), below, concave(base, low=at_zero)),
        no=inside((ABOVE, ALL, MOST, LARGEST, CASE), beyond, rises(base)),
    )


def sketch(s: Sketch) -> None:
    """S1 is the squared error, S2 the coverage of the target; B0 and T0 rank outcomes by the proxy."""
    n, error = s.statics["draws"], s.statics["step"]
    output = f"base*({density(n)})"
    lead = s.sum(f"(target - {output})*(reward + (guess - reward)*{error})")
    apart = s.sum(f"(target - {output})**2/base")
    s.positive({"base": "M0"}, "target")
    largest = s.linear({"base": "M0", "target": -1})
    gap = f"(1 - 1/M0)**{n}"
    if n == 1:
        by_mass = s.linear({lead: -1, "target": "1 - 1/M0"})
    else:  # above some rank is a set A0 on which the proxy leads by at most target(A0) - 1 + (1 - base(A0))**n
        above = s.layers(u={lead: 1}, v={"target": 1}, ranks=[(0, n, -1)])
        over = s.part({}, {"target": 1, "base": "-M0"})
        by_mass = s.follows(f"{gap} - {lead}", by(above, *masses_of_a_set(s), over, largest, then=largest_gap(lead, n)))
    # The rest is the error of the proxy, times the distance of the densities.
    cauchy = s.square(u={"S1": 1}, v={apart: 1}, x={"S0": 1, lead: -1})
    coverage = distance_le_coverage(s, "S2", apart, n)
    squares = [s.linear({name: 1}) for name in ("S1", "S2")]
    number, irrational = draws_over_root(n)
    functions = [root("r1", "S1"), root("r2", "S2"), *irrational]
    rest = product(("r2", 1, 1), ("S1", 1, 1), *((one[0], 1, 1) for one in irrational))
    norm = compare(f"r1*(r2 + {number})", f"S0 - {lead}", then=use((1, 1), (2, "S1"), then=rest))
    s.step(by_mass, cauchy, coverage, largest, *squares, proof=cell(use((0, 1), then=norm), functions=functions))
