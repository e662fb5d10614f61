"""1 - S0 of the target is accepted of each draw: output and target differ by S0^N times what fallback and target do."""

from proofs_check.alignment._settings_by_hand import tries
from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, by, cell, either, power, product, use

LARGEST, MEAN, FAILS, LESS, MORE, REWARD, CAPPED, SIGN = range(8)  # the facts of an outcome, and of its cases
LEVEL = "(M0*(surplus + 1))"
BOUNDS = [(LARGEST, "M0", "low", 0), (MEAN, "S1", "low", 0), (FAILS, "S0", "low", 0)]
OVER = (("S1", -1, 1), ("M0", -1, 1), ("surplus + 1", -1, 1))


def difference(attempts: str):
    """The accepted mass is base*reward/L, be it capped or not, and the target S0^N less than all of it."""
    accepted = f"({attempts})*base*reward/(S1*{LEVEL})", product(*OVER, then=SIGNS)
    full = f"({attempts})*base/{LEVEL}", product(*OVER[1:], then=SIGNS)

    def one(fact: int, *capped):
        return cell(use((fact, *accepted), *capped), bounds=BOUNDS)

    capped = either(one(LESS, (CAPPED, f"({attempts})*base", SIGNS)), one(MORE, (REWARD, *full)))
    return either(capped, either(one(LESS), one(MORE)))


def sketch(s: Sketch) -> None:
    """S0 is the chance that an attempt fails, S1 the normaliser Z, S2 twice the total variation, M0 the largest reward."""
    n = s.statics["draws"]
    mean = s.positive({"S1" if n else "S0": 1}, "reward")
    if n == 0:
        s.step(s.linear({"S1": -1, "fallback": 1, "S0": "1/S0"}))
        return
    largest = s.positive({"base": "M0"}, "reward")
    fails = s.linear({"S0": 1}, by(largest, then=either(cell(ZERO), cell(use((1, "base"), then=ZERO)))))
    inside = either(cell(use((2, "base"), then=None), bounds=[(0, "M0", "low", 0)]), cell(ZERO))
    less = s.linear({"S0": f"-{LEVEL}", "base": LEVEL, "S1": -1}, by(largest, mean, s.everywhere[0], then=inside))
    inside = either(cell(use((1, f"base*{LEVEL}"), then=ZERO), bounds=[(0, "M0", "low", 0)]), cell(ZERO))
    more = s.linear({"S0": LEVEL, "base": f"-{LEVEL}", "S1": 1}, by(largest, then=inside))
    attempts, missed = tries("S0", n), power("S0", n)
    known = by(largest, mean, fails, less, more, s.everywhere[0], then=difference(attempts))
    apart = s.linear({"S2": -1, "fallback": missed, "S1": f"{missed}/S1"}, known)
    most = s.linear({"base": LEVEL, "S1": -1}, by(largest, s.everywhere[0]))
    share = f"(1 - S1/{LEVEL})"
    both = " + ".join(f"{power('S0', k)}*{power(share, n - 1 - k)}" for k in range(n))
    rest = f"({both})/{LEVEL}", product(("M0", -n, 1), ("surplus + 1", -n, 1), then=SIGNS)
    bounds = [(0, "M0", "low", 0), (1, "S0", "low", 0), (2, "S1", "low", 0), (3, "S1", "high", LEVEL)]
    end = cell(use((4, "1/2"), (5, *rest), then=ZERO), ["S2", "surplus", "M0", "S1", "S0"], bounds)
    s.step(largest, fails, mean, most, apart, less, proof=end)
