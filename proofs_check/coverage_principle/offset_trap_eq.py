"""An offset tournament on a thousand samples picks the model that covers less: exact probabilities.

The data law and a model with a little less than ``1/N`` of it on a set of mass ``a``, at ``gamma = 1``: ``E_gamma = 0`` for the
data law, whose score is 0, and the other model's is the share of samples in the set less twice its own mass there. So it wins
or ties, and then ``Cov_{N g'} = a`` for some ``g' > 1``, when the set is seen less than ``2 n a/N`` times. The size is
``(N, n a)``; ``n = 1000``. All are probabilities: the trivial bound is 1.
"""

from proofs_check.coverage_principle._settings import offset_scores
from proofs_check.coverage_principle._settings_selection import shy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors

DRAWS = 1000


def chance(size: tuple[int, int]) -> Array:
    """The probability that the second model wins or ties."""
    a, level = xp.exact(ratio(size[1], DRAWS)), xp.exact(size[0])
    instance = Instance(models=shy(a, level), level=level, gamma=xp.exact(1), size=DRAWS)
    scores = offset_scores(instance, count_vectors(DRAWS, 2))
    return xp.expect_over_types(instance.models[0], DRAWS, lambda _: xp.at_least(scores[0], scores[1]))


CLAIM = Claim(
    statement=r"\mathrm{P}(\hat\pi \text{ is bad}) = .04180803,\ .01816931 \quad (N = 4,\ n a = 8;\ N = 8,\ n a = 4;\ n = 1000)",
    source=Source("arXiv:2510.15020", "Theorem 6.4, failure of the winner in numbers", status="derived"),
    kind="value",
    value=chance,
    printed={(4, 8): ".04180803", (8, 4): ".01816931"},
)
