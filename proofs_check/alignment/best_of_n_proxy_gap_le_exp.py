"""What Best-of-N loses in proxy reward, in the form that is used: an exponential in ``N/M``.

``max(E, (1 - (1 - E)/M)^N) <= E + (1 - E)(1 - 1/M)^N`` by convexity of the power, and ``1 - 1/M <= e^(-1/M)``. Hence the gap is
at most ``E_M + e`` as soon as ``N >= M log(1/e)``: half the budget ``2 M log(1/e)`` of the quoted lemma, and no condition ``E_M
<= 1/2``. Both tie rules. The last step is strict; what it loses is gone where ``N`` is large against ``M``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, best_of_n_ordered, regret
from theory_lab.measures.coefficients import excess_mass

RULES = {"uniform": best_of_n, "ordered": best_of_n_ordered}


def derived(i):
    """The output law and the excess mass."""
    return {
        "output": RULES[i.rule](i.base, i.reward, i.draws),
        "excess": excess_mass(i.target, i.base, i.level),
    }


def power(i):
    """``E + (1 - E)(1 - 1/M)^N``."""
    return i.excess + (1 - i.excess) * (1 - 1 / i.level) ** i.draws


CLAIM = Claim(
    statement=r"\hat J(\pi) - \hat J(\mathrm{BoN}_N) \le \mathcal E_M + (1-\mathcal E_M)(1-1/M)^N"
    r" \le \mathcal E_M(\pi) + e^{-N/M}, \quad M \ge 1",
    source=Source("arXiv:2503.21878", "Lemma F.1", status="second-hand", also=("Lemma F.1 with half the budget",)),
    space=lambda n: Space(
        base=Simplex(n),
        target=Simplex(n),
        reward=Table(n, 0, 1),
        level=Ratio(1, 12),
        draws=Count(1, 40),
        rule=Choice("uniform", "ordered"),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    chain=(
        lambda i: regret(i.target, i.output, i.reward),
        power,
        lambda i: i.excess + xp.exp(-i.draws / i.level),
    ),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (i.excess + xp.exp(-i.draws / i.level)),
)
