"""Pass@N is a smoothing of the coverage profile.

With one correct answer per prompt, found with probability ``h(x)``, the ratio of the target is ``1/h``, so
that ``Cov_m = P_x(h <= 1/m)``. ``(1 - h)^N`` is the integral of the density of ``Beta(1, N)`` over
``[h, 1]``; take means and substitute ``u = 1/m``. The integral is evaluated piece by piece between the atoms
of the profile.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import pass_at
from theory_lab.measures.profiles import profile
from theory_lab.numbers import Array


def smoothed(i: Instance) -> Array:
    """``int_1^inf N (1 - 1/m)^(N-1) m^(-2) Cov_m dm``, with the antiderivative ``(1 - 1/m)^N``."""
    steps = profile(i.prompts, i.prompts * i.hits)
    ends = (1 - 1 / steps.thresholds) ** i.draws
    starts = xp.concatenate([xp.zeros((1,), like=ends), ends[:-1]])
    return xp.sum(steps.tails * (ends - starts))


CLAIM = Claim(
    statement=(
        r"1 - \mathrm{Pass@}N = \int_1^\infty N (1 - 1/m)^{N-1} m^{-2}\, \mathrm{Cov}_m\, dm"
        r" = \mathrm{E}_{U \sim \mathrm{Beta}(1, N)}[\mathrm{Cov}_{1/U}]"
    ),
    source=Source("arXiv:2510.15020", "Pass@N through the profile of Definition 1.1", status="derived"),
    space=lambda n: Space(prompts=Simplex(n), hits=Table(n, 0, 1), draws=Choice(1, 2, 3, 8)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: 1 - xp.dot(i.prompts, pass_at(i.hits, i.draws)),
    rhs=smoothed,
)
