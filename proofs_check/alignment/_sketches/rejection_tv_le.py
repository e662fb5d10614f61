"""What target and output have in common is at least the smaller of level and the mean number of draws, times what is accepted.

From below: the outcomes that are not ranked below one have at most K times their base mass in the output, and all others at least
the mass of the last draw, for the mean number K of draws.
"""

from proofs_check.alignment._settings_by_hand import added, tries
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, cut, either, equal, power, rises, use

SOME, CAPPED, MORE, FEW = range(4)  # facts at an outcome: S0 >= 0, and of the cases


def larger_part(accepted: str):
    """What the target has more than the output is at least 0, and at least what it has more than K times the base."""
    positive = either(cell(use((MORE, 1))), cell(ZERO))
    rejected = (CAPPED, f"({accepted})*base")
    most = either(either(cell(ZERO), cell(use((MORE, 1)))), either(cell(use(rejected)), cell(use(rejected, (MORE, 1)))))
    return either(positive, positive), most


def larger_of_both():
    """The larger of target and output is at least the last draw, and at least the target."""
    last, both = either(cell(use((MORE, 1))), cell()), either(cell(ZERO), cell(use((MORE, 1))))
    return either(last, last), either(both, both)


def in_common(missed: str):
    """The smaller of target and output is at least the smaller of level and K times what is accepted."""
    few, many, last = (FEW, "base"), (FEW, "target/level"), (CAPPED, f"({missed})*base")
    capped = either(
        either(cell(ZERO), cell(use(few))), either(cell(use((CAPPED, "level*base"), few)), cell(use((CAPPED, "level*base"))))
    )
    return either(capped, either(either(cell(use(last)), cell(use(last, many))), either(cell(use(many)), cell(ZERO))))


def sketch(s: Sketch) -> None:
    """S0 is the chance that an attempt fails, S1 twice the total variation, S2 the excess mass, M0 the worst regret."""
    n = s.statics["draws"]
    fails, apart, excess = ("S0", "S1", "S2") if n else ("0", "S0", "S1")
    accepted, missed, draws = tries(fails, n), power(fails, n), tries(fails, n + 1)

    def output(c: str):
        return {"base": f"({c})*({accepted} + {missed})", **({fails: f"-({c})*({accepted})"} if n else {})}

    def at_outcome(proofs):
        return [by(*some, then=proof) if n else None for proof in proofs]

    some = [s.linear({fails: 1})] if n else []
    more = added({apart: "1/2", "target": "1/2"}, output("-1/2"))  # what the target has more
    frequent = {"target": "1", "base": f"-({draws})"}
    above = s.part(more, frequent, at_outcome(larger_part(accepted)), rank=0)
    last = {"base": f"-{missed}"}
    below = s.part(added(more, output("1"), last), added({"target": "1"}, last), at_outcome(larger_of_both()), rank=0)
    if n:
        order, bounds = ["T0", "B0", "S0"], [(3, "T0", "high", 1), (4, "B0", "high", "1 - T0")]
        frequent = cell(use((1, 1), then=rises("S0")), order, [*bounds, (5, "S0", "low", "B0")])
        rare = cell(use((0, 1), then=rises("S0", falls=True)), order, [*bounds, (2, "S0", "low", 0), (5, "S0", "high", "B0")])
        worst = by(above, below, *some, *s.everywhere[1:3], then=cut("S0 - B0", frequent, rare))
    else:
        worst = by(below)
    least = s.attained("M0", f"{apart}/2 - M0", worst)
    few = f"(level - part(level - ({draws})))"
    half = added({apart: "-1/2", "target": "1/2"}, output("1/2"))  # of the smaller of target and output
    sign = cell(use((MORE, 1)))
    s.step(least, s.linear({apart: 1}, *at_outcome([either(either(sign, sign), either(sign, sign))])))
    if n:
        common = s.linear(added(half, {"base": f"-{few}", "S0": few}), *at_outcome([in_common(missed)]))
        exact = [s.linear({"S0": f"{c}*level", "base": f"-{c}*level", "target": c, "S2": f"-{c}"}) for c in ("1", "-1")]
    else:
        common, exact = s.linear(added(half, {"target": f"-{few}/level", excess: f"{few}/level"})), []
    first = 1 + len(exact) + len(some)
    one, both = cell(use((0, 1))), cell(use((0, 1), (first, 1)))
    cases = either(either(both, one), either(one, both))
    s.step(common, *exact, *some, proof=equal("S2", "1 - level*(1 - S0)", (1, 2), cases) if n else cases)
