"""The regret of the epsilon-greedy learner on the event that its estimates are good.

On the event ``|fhat_t - f*| <= w_t = sqrt(A L / (epsilon t))`` round ``t`` costs at most ``epsilon + 2 w_t``
(`epsilon_greedy_round_le`), and by ``sum_t t^(-1/2) <= 2 sqrt T - 1`` (`epsilon_greedy_sum_le`) all rounds with ``epsilon = (A L
/ T)^(1/3)`` at most ``A^(1/3) L^(1/3) (5 T^(2/3) - 2 T^(1/6))``. Here the learner plays: its estimates are any that the event
allows, and its regret is that of the laws that it plays. To stay with whole powers ``A L = x^3 T`` and ``epsilon = x``, up to
1/3, where the bound reaches ``T`` at ``T = 1``; for more rounds it does so before. The proposition is quoted for its rate; the
constants are ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.decisions.processes.mdps import greedy
from theory_lab.numbers import Array


def regret(i: Instance) -> Array:
    """``sum_t max f* - E f*(a_t)``, ``a_t`` greedy for ``fhat_t = f* + w_t e_t`` or, with probability ``x``, uniform."""
    horizon, arms = i.size
    total = xp.exact(0)
    for t in range(horizon):
        width = i.x * xp.sqrt(xp.ratio(horizon, t + 1))
        law = (1 - i.x) * greedy(i.means + width * (2 * i.errors[t] - 1)) + i.x / arms
        total = total + xp.max(i.means) - xp.dot(law, i.means)
    return total


CLAIM = Claim(
    statement=r"|\hat f_t - f^*| \le \sqrt{A L/(\varepsilon t)}\ \text{for all } t \implies \mathrm{Reg}(T) \le A^{1/3} L^{1/3}"
    r" \bigl(5\,T^{2/3} - 2\,T^{1/6}\bigr), \quad \varepsilon = (AL/T)^{1/3}",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 4, regret on the good event",
        status="second-hand",
        reading="quoted for its rate; 5 and 2 are ours",
    ),
    space=lambda size: Space(
        triple=Ratio(xp.ratio(3, 100), 1),
        means=Table(size[1], 0, 1),
        errors=Table(size, 0, 1),
        derived=lambda i: {"x": i.triple / 3},
    ),
    sizes=((1, 2), (2, 2), (2, 3), (4, 2)),
    lhs=regret,
    rhs=lambda i: i.x * (5 * i.size[0] - 2 * xp.sqrt(i.size[0])),
    trivial=(0, lambda i: i.size[0]),
    loose="tight in a round (epsilon_greedy_round_le), but an arm keeps its gap, which is twice the width in one round at most",
)
