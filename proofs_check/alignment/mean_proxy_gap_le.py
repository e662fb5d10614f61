"""The proxy gap of Best-of-N averaged over prompts.

The bound ``E + (1 - E)(1 - 1/M)^N`` is affine in the excess mass, so averaging over prompts replaces it by its
average.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import excess_mass


def parts(i):
    """Base law, target and reward of every prompt."""
    return [(getattr(i, f"base{x}"), getattr(i, f"target{x}"), getattr(i, f"reward{x}")) for x in range(i.size)]


def bound(i):
    """``E + (1 - E)(1 - 1/M)^N`` with the mean excess mass."""
    excess = xp.dot(i.prompts, xp.stack([excess_mass(target, base, i.level) for base, target, _ in parts(i)]))
    return excess + (1 - excess) * (1 - 1 / i.level) ** i.draws


def mean_gap(i):
    """The mean regret over the prompts."""
    gaps = [regret(target, best_of_n(base, reward, i.draws), reward) for base, target, reward in parts(i)]
    return xp.dot(i.prompts, xp.stack(gaps))


def space(prompts):
    """Laws on two responses to each prompt."""
    fields = {"prompts": Simplex(prompts), "level": Ratio(1, 12), "draws": Count(1, 20)}
    for x in range(prompts):
        fields |= {f"base{x}": Simplex(2), f"target{x}": Simplex(2), f"reward{x}": Table(2, 0, 1)}
    return Space(**fields)


CLAIM = Claim(
    statement=r"\mathbb E_x\bigl[\hat J(\pi) - \hat J(\mathrm{BoN}_N)\bigr]"
    r" \le \bar{\mathcal E}_M + (1-\bar{\mathcal E}_M)(1-1/M)^N",
    source=Source("arXiv:2503.21878", "Lemma F.1 averaged over prompts", status="derived"),
    space=space,
    sizes=(2, 3),
    lhs=mean_gap,
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
