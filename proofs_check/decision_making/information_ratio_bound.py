"""The coefficient is at most the information ratio of any law over ``4 gamma``.

By the minimax theorem the coefficient with the Kullback-Leibler divergence, for a reference among the mixtures of the models, is
the largest over priors of the risk of the best decision. That risk is at most the one of any law ``p``; the divergence to a
mixture is least for the mean of the prior, where it is the information ``I`` of ``p``; and ``gap - gamma I`` is at most
``gap^2/(4 gamma I)``. Equality where ``p`` is a best decision, the reference the mean, and the offset ``gap / (2 I)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table


def derived(i):
    """Expected gap of a law and the information about the model in what it sees; the risk of the best decision at this prior."""
    mean, reference = xp.dot(i.prior, i.means), xp.dot(i.mixture, i.means)
    gaps = xp.dot(i.prior, xp.max(i.means, axis=1)) - mean

    def divergence(center):
        return xp.dot(i.prior, xp.kl_term(i.means, center) + xp.kl_term(1 - i.means, 1 - center))

    return {
        "gap": xp.dot(i.decisions, gaps),
        "information": xp.dot(divergence(mean), i.decisions),
        "risk": xp.min(gaps - i.offset * divergence(reference)),
    }


CLAIM = Claim(
    statement=r"4\gamma I\,\min_\pi \mathbb E_{M\sim\mu}[\mathrm{gap}_M(\pi) - \gamma\,\mathrm{KL}(M(\pi)\|\hat M(\pi))]"
    r" \le (\mathbb E_{M\sim\mu}\mathbb E_p\,\mathrm{gap}_M)^2 \text{ for every } p,"
    r" \quad I = \mathbb E_{M\sim\mu}\mathbb E_p\,\mathrm{KL}(M(\pi)\|\bar M(\pi)),\ \hat M \in \mathrm{co}(\mathcal M)",
    source=Source("arXiv:2312.16730", "decision-estimation coefficient against information ratio", status="second-hand"),
    space=lambda size: Space(
        prior=Simplex(size[0], positive=True),
        mixture=Simplex(size[0], positive=True),
        means=Table(size, 0, 1),
        decisions=Simplex(size[1]),
        offset=Ratio(xp.ratio(1, 8), 16),
        derived=derived,
    ),
    sizes=((2, 2), (3, 3), (9, 2)),
    lhs=lambda i: 4 * i.offset * i.information * i.risk,
    rhs=lambda i: i.gap**2,
    sharpened=lambda i: xp.ratio(99, 100) * i.gap**2,
)
