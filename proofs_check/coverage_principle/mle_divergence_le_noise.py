"""Along its own sample, maximum likelihood in a log-linear class is near the truth where the noise is small.

For every ``theta`` the mean over the sample of ``sum_h <E_theta phi - E_* phi, theta - theta*>`` is ``<z, theta -
theta*>`` plus the residual ``s = <grad L(theta), theta* - theta>``, with ``z`` the mean score at the truth, and at
least the mean of the divergences of the letters. A maximiser on a convex set has ``s <= 0``; stated for every ``theta``
with its residual, it covers what a solver returns. By Cauchy-Schwarz the first term is at most ``2 |z|``, and the mean
of ``|z|^2`` over all samples is ``sigma*^2 / n`` (``noise_second_moment_eq``), so that ``E E1 <= 2 sigma*/sqrt n``
(``mle_mean_divergence_le``). Parameters on one line through 0 are left out: where they are equal both sides vanish by an
identity of exponentials of square roots that no normal form decides.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.learning import families
from theory_lab.learning.training import updates
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
BALL = updates.ball()


def divergence(i: Instance) -> Array:
    """``E1``: the mean over the sample of the sum of the letters' divergences."""
    per_letter = token_kl(TREE, i.teacher, loglinear.steps(TREE, i.features, i.theta))[TREE.parent[1:]]
    return xp.dot(i.sample, laws.path_sums(TREE, per_letter)[TREE.leaves])


def residual(i: Instance) -> Array:
    """``max(0, <grad L(theta), theta* - theta>)`` per draw."""
    return xp.maximum(xp.dot(families.gradient(TREE, i.features, i.theta, i.sample), i.truth - i.theta), 0)


def noise(i: Instance) -> Array:
    """``z``, the mean score at the truth."""
    return families.gradient(TREE, i.features, i.truth, i.sample)


def bound(i: Instance) -> Array:
    """``<z, theta - theta*> + s``."""
    return xp.dot(noise(i), i.theta - i.truth) + residual(i)


CLAIM = Claim(
    statement=(
        r"\frac1n \sum_i \sum_h \varepsilon_\theta(y^i_{<h}) \le \langle z, \theta - \theta^* \rangle + s, \quad"
        r" s = \big(\tfrac1n \langle \nabla L_n(\theta), \theta^* - \theta \rangle\big)_+,\ \|\theta\|, \|\theta^*\| \le 1"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.1", reading="for every theta with its residual, which is 0 at a maximiser"),
    space=Space(
        features=Table((TREE.size - 1, 2), -20, 20),
        end=Table(2, -1, 1),
        begin=Table(2, -1, 1),
        sample=Simplex(len(TREE.leaves)),
        derived=lambda i: {
            "truth": BALL(i.end),
            "theta": BALL(i.begin),
            "teacher": loglinear.steps(TREE, i.features, BALL(i.end)),
        },
    ),
    given={"directions differ": lambda i: i.begin[0] * i.end[1] != i.begin[1] * i.end[0]},
    notes="Where directions agree both sides may vanish by an identity that no normal form decides.",
    lhs=divergence,
    rhs=bound,
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
)
