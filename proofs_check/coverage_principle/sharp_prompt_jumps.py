"""The sharp prompt: gradient steps jump between two points for ever.

With features ``v_0 = (1, 0)`` and ``v_{+-1} = (a, +-sqrt(1 - a^2))``, ``a = h/(2(h - 1))``, a step of
effective size ``h`` from ``v_1`` towards ``v_0`` ends at ``(h - 1) v_{-1}``, which projects onto ``v_{-1}``,
and back again.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.training import count_states, updates
from theory_lab.numbers import Array

BALL = updates.ball()


def distance(i: Instance) -> Array:
    """How far the steps from ``v_1`` and from ``v_{-1}`` end from the other one."""
    lower, centre, upper = count_states.sharp_prompt(xp.exact(1), i.step)[0]
    from_upper = updates.plain(upper, centre - upper, i.step, BALL) - lower
    from_lower = updates.plain(lower, centre - lower, i.step, BALL) - upper
    return xp.sum(from_upper**2) + xp.sum(from_lower**2)


CLAIM = Claim(
    statement=(
        r"\mathrm{Proj}\big(v_{\pm1} + \bar\eta (v_0 - v_{\pm1})\big) = v_{\mp1}, \quad a ="
        r" \frac{\bar\eta}{2(\bar\eta - 1)},\ \bar\eta \ge 8"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.6, the exact recursion"),
    space=Space(step=Ratio(8, 1000)),
    relation="==",
    lhs=distance,
    rhs=lambda i: 0,
)
