"""At a level L of at least the largest ratio 1/L of the target is accepted of each draw, outcome by outcome.

So the output is a mixture of target and base, with the share q^N of the base for q = 1 - 1/L.
"""

from proofs_check.alignment._settings_by_hand import tries
from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, by, cell, either, power, product, use

ONE, MOST, LEAST, SOME, RATIO, CAPPED, FIRST, SECOND = range(8)  # the facts of an outcome, and of its cases
LEVEL = "(M0 + extra)"
BOUNDS = [(ONE, "M0", "low", 1), (SOME, "S0", "low", 0)]


def over_level(text: str, power: int = 1):
    """A factor with a power of the level below it, that is at least 0."""
    return f"({text})/{LEVEL}", product((LEVEL, -power, 1, SIGNS), then=SIGNS)


def exact(sign: int, attempts: str, capped: bool):
    """The accepted mass is the target over L: what of it, and of 1 - S0 = 1/L, says that a difference is of one sign."""
    if sign > 0:
        return [(MOST, *over_level(f"({attempts})*target")), *([(CAPPED, f"({attempts})*base", SIGNS)] if capped else [])]
    told = [(LEAST, *over_level(f"({attempts})*target"))]
    return [*told, (RATIO, *over_level(f"({attempts})*base"))] if capped else told


def left(sign: int, capped: bool):
    """What is left: base over L of what the level is above the largest ratio, where that is used."""
    return product((LEVEL, -1, 1, SIGNS), then=SIGNS) if capped and sign < 0 else ZERO


def of_distances(larger: bool, attempts: str, missed: str):
    """The distance to the output is that to the base times what is missed, in the cases of both signs."""

    def one(capped: bool, first: int, second: int):
        sign, told = (second if larger else -first), []
        if first != second:
            sign, told = (-first, [(FIRST, 2)]) if larger else (second, [(SECOND, f"2*{missed}")])
        return cell(use(*told, *exact(sign, attempts, capped), then=left(sign, capped)), bounds=BOUNDS)

    def signs(capped: bool):
        return either(*(either(*(one(capped, first, second) for second in (1, -1))) for first in (1, -1)))

    return either(signs(True), signs(False))


def sketch(s: Sketch) -> None:
    """S0 is the chance that an attempt fails; S1/2 and S3/2 are total variations, S2 is the distance to the mixture."""
    n = s.statics["draws"]
    if n == 0:
        s.step()
        return
    positive, above = s.positive({"base": "M0"}, "target"), s.positive({"base": LEVEL}, "target")
    inside = either(cell(use((1, "base"), then=SIGNS)), cell(ZERO))
    most = s.linear({"S0": f"-{LEVEL}", "base": LEVEL, "target": -1}, by(above, s.everywhere[0], then=inside))
    inside = either(cell(use((1, f"base*{LEVEL}"), then=ZERO)), cell(ZERO))
    least = s.linear({"S0": LEVEL, "base": f"-{LEVEL}", "target": 1}, by(positive, then=inside))
    some = s.linear({"S0": 1}, by(positive, then=either(cell(ZERO), cell(use((1, "base"), then=ZERO)))))
    one = s.linear({"base": "M0", "target": -1}, by(s.everywhere[0]))
    attempts, missed, share = tries("S0", n), power("S0", n), f"(1 - 1/{LEVEL})"
    both = " + ".join(f"{power('S0', k)}*{power(share, n - 1 - k)}" for k in range(n))

    def known(then):
        return by(one, most, least, some, s.everywhere[0], then=then)

    def to_mixture(capped: bool, sign: int):
        facts = zip((LEAST, MOST)[::sign], ("target", "base"), strict=True)
        over = [(fact, *over_level(f"({both})*{law}", n)) for fact, law in facts]
        return cell(use(*exact(sign, attempts, capped), *over, then=left(sign, capped)), bounds=BOUNDS)

    sign = either(cell(use((FIRST, 1), then=ZERO), bounds=BOUNDS), cell(use((FIRST, 1), then=ZERO), bounds=BOUNDS))
    near = s.linear(
        {"S2": -1}, known(either(*(either(to_mixture(capped, 1), to_mixture(capped, -1)) for capped in (True, False))))
    )
    far = s.linear({"S2": 1}, known(either(sign, sign)))
    low = s.linear({"S1": 1, "S3": f"-{missed}"}, known(of_distances(True, attempts, missed)))
    high = s.linear({"S1": -1, "S3": missed}, known(of_distances(False, attempts, missed)))
    apart = s.linear({"S3": 1})
    rest, bounds = over_level(f"({both})*S3/2", n), [(0, "M0", "low", 1), (1, "S0", "low", 0), (2, "S3", "low", 0)]
    ends = (use((distance, "1/2"), (mixed, 1), (share, *rest), then=ZERO) for distance, mixed, share in ((4, 5, 7), (3, 6, 8)))
    s.step(one, some, apart, low, high, near, far, most, least, above, proof=cell(next(ends), below=next(ends), bounds=bounds))
