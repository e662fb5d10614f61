"""Where a ratio is above the level, the excess mass is at least the gap over the sum of 1/base, by Cauchy-Schwarz."""

from theory_lab.proofs.sketches import Sketch, by, cell, either, never, root, use

CAUCHY, LARGEST, NONE, SOME, MASS, RATIO = range(6)  # the facts of the step, and of its cases


def sketch(s: Sketch) -> None:
    """S0 is the excess mass, M0 the largest ratio; one outcome alone has the root of the largest gap."""
    inverse, roots = s.sum("1/base"), s.sum("sqrt(part(target/base - level))")
    cauchy = s.square(u={"S0": 1}, v={inverse: 1}, x={roots: 1})
    largest = s.peak({roots: 1}, "M0", "sqrt(part(M0 - level))")
    less = either(either(cell(use((0, "base"))), cell(use((0, "base"), (1, "base")))), either(cell(), cell()))
    none = s.linear({"S0": -1, "base": "part(M0 - level)"}, by(s.everywhere[0], then=less))
    gap = use((CAUCHY, 1), (MASS, inverse), (LARGEST, f"{roots} + r"))
    above = either(never(RATIO, gap, functions=[root("r", "M0 - level")]))
    below = either(never(MASS, use((NONE, 1), (RATIO, 1))), never(MASS, use((NONE, 1))))
    s.step(cauchy, largest, none, s.linear({inverse: 1}), proof=either(either(no=above), either(yes=below)))
