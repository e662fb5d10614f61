"""The coefficient of a law from its information ratio.

``(gap - 2 gamma I)^2 >= 0`` says ``gap - gamma I <= gap^2 / (4 gamma I)``: a decision law of small
information ratio certifies the Bayesian coefficient with the Kullback-Leibler divergence. Equality at the
offset ``gap / (2 I)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table


def derived(i):
    """Expected gap of a law, and the information about the model in what it sees."""
    mean = xp.dot(i.prior, i.means)
    terms = xp.kl_term(i.means, mean) + xp.kl_term(1 - i.means, 1 - mean)
    gap = xp.dot(i.prior, xp.max(i.means, axis=1)) - xp.dot(i.decisions, mean)
    return {"gap": gap, "information": xp.dot(xp.dot(i.prior, terms), i.decisions)}


CLAIM = Claim(
    statement=r"4\gamma I\,(\mathbb E\,\mathrm{gap} - \gamma I) \le (\mathbb E\,\mathrm{gap})^2,"
    r" \quad I = \mathbb E_{M\sim\mu}\mathbb E_p\,\mathrm{KL}(M(\pi)\|\bar M(\pi))",
    source=Source("arXiv:2312.16730", "decision-estimation coefficient against information ratio", status="second-hand"),
    space=lambda size: Space(
        prior=Simplex(size[0], positive=True),
        means=Table(size, 0, 1),
        decisions=Simplex(size[1]),
        offset=Ratio(xp.ratio(1, 8), 16),
        derived=derived,
    ),
    sizes=((2, 2), (3, 3), (9, 2)),
    lhs=lambda i: 4 * i.offset * i.information * (i.gap - i.offset * i.information),
    rhs=lambda i: i.gap**2,
    sharpened=lambda i: xp.ratio(99, 100) * i.gap**2,
)
