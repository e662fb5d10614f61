"""The error of action-level sampling grows with the horizon, that of backtracking does not.

Three families: the a/b/c instance, the delayed verifier with odds 3, balanced brackets with tripled opening brackets. From one
length to the next, action-level sampling is farther from the target while the walk, stopped after ``4 H^2`` steps and given
a leaf, is nearer; when the length doubles, the quotient of the two errors falls to less than half. The examples are
quoted for how the first error grows; the numbers, the walk's and the brackets are ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding import instances
from theory_lab.decoding.walks.horizons import curve

FAMILIES = {
    "abc": lambda depth: instances.abc(depth, 1),
    "delayed": lambda depth: instances.delayed(depth, xp.exact(3)),
    "brackets": lambda depth: instances.open_biased(depth, 3),
}
STEPS = (("abc", 4, 6), ("abc", 4, 8), ("abc", 8, 10), ("delayed", 4, 6), ("delayed", 4, 8), ("delayed", 8, 10))
STEPS += (("brackets", 4, 6), ("brackets", 4, 8), ("brackets", 6, 12), ("brackets", 8, 10), ("brackets", 10, 12))


def quotients(size):
    """Quotients of errors at the longer and the shorter length, each at most 1."""
    family, short, long = size
    first, second = curve(FAMILIES[family], (short, long))
    found = [first.stepwise / second.stepwise, second.walk[1] / first.walk[0]]
    if long == 2 * short:
        found.append(2 * second.quotient[1] / first.quotient[0])
    return found


CLAIM = Claim(
    statement=r"\mathrm{TV}_{\mathrm{step}}(H) \le \mathrm{TV}_{\mathrm{step}}(H'),\quad \mathrm{TV}_{\mathrm{walk}}(H') \le"
    r" \mathrm{TV}_{\mathrm{walk}}(H),\quad \frac{\mathrm{TV}_{\mathrm{walk}}}{\mathrm{TV}_{\mathrm{step}}}(2H) \le"
    r" \frac12 \frac{\mathrm{TV}_{\mathrm{walk}}}{\mathrm{TV}_{\mathrm{step}}}(H), \quad H < H',\ T = 4H^2"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2510.03149", "Examples 3.1 and 3.2, growth with the horizon", status="derived"),
    sizes=STEPS,
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
