"""As in best_of_n_regret_le_linf, where the mass of a set under top-k sampling is a polynomial in its base mass."""

import math
from fractions import Fraction

from proofs_check.alignment._settings_by_hand import density, masses_of_a_set
from theory_lab.proofs.sketches import BALL, SIGNS, Sketch, by, cell, compare, cut, product, rises, root, use


def missing(n: int, k: int) -> dict[int, Fraction]:
    """The chance that what is kept is in the lowest share F of the base law, as coefficients of powers of F."""
    found = dict.fromkeys(range(n - k + 1, n + 1), Fraction(0))
    for j in range(k):
        for i in range(j + 1):  # (1 - F)**j F**(n - j)
            found[n - j + i] += Fraction(k - j, k) * math.comb(n, j) * math.comb(j, i) * (-1) ** i
    return {power: c for power, c in found.items() if c}


def deviation(n: int, k: int) -> Fraction:
    """How far the mass of a top set may be below its share, at the share k/n."""
    return sum((c * Fraction(n - k, n) ** power for power, c in missing(n, k).items()), Fraction(0))


def largest_gap(lead: str, n: int, k: int):
    """The target has at most the share of its base mass, and at most all; the output falls short of both by most at k/n."""
    base, order = "A0_base", ["S1", "A0_target", lead, "A0_base"]
    below = cell(use((0, 1), (4, 1), then=rises(base, falls=True)), order, [(1, base, "low", 0), (6, base, "high", f"{k}/{n}")])
    above = cell(use((0, 1), (3, 1), (5, 1), then=rises(base)), order, [(6, base, "low", f"{k}/{n}"), (2, base, "high", 1)])
    return cut(f"{k} - {n}*{base}", below, above)


def irrational(square: int):
    """The root of what is free of squares in a number, if it is none."""
    free = (
        next(f for f in range(1, square + 1) if square % f == 0 and math.isqrt(square // f) ** 2 * f == square) if square else 1
    )
    return [] if free == 1 else [["c", "sqrt", str(free), BALL]]


def sketch(s: Sketch) -> None:
    """S1 is the excess mass, S2 the squared error, S3 the coverage of the target, M0 that of the output."""
    n, error = s.statics["draws"], s.statics["step"]
    k = math.ceil(Fraction(n, s.statics["level"]))
    powers = missing(n, k)
    output = "base" if k == n else "base*(" + " + ".join(f"({c})*({density(power)})" for power, c in powers.items()) + ")"
    lead = s.sum(f"(target - {output})*(reward + (guess - reward)*{error})")
    apart = s.sum(f"(target - {output})**2/base")
    if k == n:
        by_mass = s.linear({"S1": 1, lead: -1})
        coverage = s.linear({"S3": 1, apart: -1, "base": "M0"})
    else:
        above = s.layers(u={lead: 1}, v={"target": 1}, ranks=[(0, power, -c) for power, c in powers.items()])
        over = s.part({"S1": 1}, {"target": 1, "base": f"-{n}/{k}"})
        known = [above, *masses_of_a_set(s), over, s.linear({"S1": 1})]
        by_share = s.follows(f"S1 + {deviation(n, k)} - {lead}", by(*known, then=largest_gap(lead, n, k)))
        missed = f"sqrt({n * k * (n - k)})/{2 * n * k}"
        by_mass = s.follows(f"S1 + {missed} - {lead}", by(by_share, then=cell(use((0, 1), then=BALL))))
        bounds = [(1, "T0", "high", 1), (2, "B0", "high", "1 - T0")]
        some = product(("target", 1, 1), then=SIGNS)
        apart_le = cell(use((3, output, SIGNS), then=some), ["base", "target", "T0", "B0"], bounds)
        coverage = s.linear({"S3": 1, apart: -1}, apart_le, ranks=[(0, power, f"M0*({c})") for power, c in powers.items()])
    cauchy = s.square(u={"S2": 1}, v={apart: 1}, x={"S0": 1, lead: -1})
    squares = [s.linear({name: 1}) for name in ("S2", "S3")]
    some, most = s.attained("M0", "M0"), s.attained("M0", f"{n}/{k} - M0")
    roots = [root("r2", "S2"), root("r3", "S3"), root("rm", "M0"), *irrational(n * k * (n - k))]
    norm = compare("r2*(r3 + rm)", f"S0 - {lead}", then=use((1, 1), (2, "S2")))
    s.step(by_mass, cauchy, coverage, *squares, some, proof=cell(use((0, 1), then=norm), functions=roots))
    s.step(*squares, some, most)
