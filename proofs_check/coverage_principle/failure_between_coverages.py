"""Pass@N between two functions of one coverage.

A prompt whose answer is found with probability at most ``1/M`` fails ``N`` times with probability at least
``(1 - 1/M)^N``, any other with less than that. At ``M = N >= 2`` the left side is at least ``Cov_N / 4``.
Equality on the left if all uncovered prompts have exactly ``1/M`` and the others succeed for sure, on the
right if all prompts are uncovered and hopeless.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import pass_at
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def uncovered(i: Instance) -> Array:
    """``Cov_M``: the mass of the prompts whose answer has probability at most ``1/M``."""
    return coverage(i.prompts, i.prompts * i.hits, i.level)


def upper(i: Instance) -> Array:
    """``Cov_M + (1 - Cov_M)(1 - 1/M)^N``."""
    return uncovered(i) + (1 - uncovered(i)) * (1 - 1 / i.level) ** i.draws


CLAIM = Claim(
    statement=(r"(1 - 1/M)^N\, \mathrm{Cov}_M \le 1 - \mathrm{Pass@}N \le \mathrm{Cov}_M + (1 - \mathrm{Cov}_M)(1 - 1/M)^N"),
    source=Source("arXiv:2510.15020", "Pass@N and the profile of Definition 1.1", status="derived"),
    space=lambda n: Space(prompts=Simplex(n), hits=Table(n, 0, 1), level=Ratio(1, 1000), draws=Choice(1, 2, 3, 8)),
    sizes=(2, 3, 4),
    chain=(
        lambda i: (1 - 1 / i.level) ** i.draws * uncovered(i),
        lambda i: 1 - xp.dot(i.prompts, pass_at(i.hits, i.draws)),
        upper,
    ),
    trivial="probability",
    sharpened=lambda i: ratio(99, 100) * upper(i),
)
