"""One model against a mixture of others, for every test.

The larger error under the others is at least their mean, and the mean is that of the mixture; two coins bent to opposite sides
hide behind the fair one longer than either alone.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.learning.minimax.lower_bounds import one_to_many
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array


def space(samples: int) -> Space:
    """A coin, two others, and any test of the first against them."""
    laws = {name: Simplex(2) for name in ("first", "second", "third")}

    def derived(i: Instance) -> dict[str, Array]:
        return {"rows": likelihoods(xp.stack([i.first, i.second, i.third]), samples)}

    return Space(**laws, test=Table(samples + 1, 0, 1), derived=derived)


def worst_sum(i: Instance) -> Array:
    """The error under the first model and the larger one under the others."""
    others = xp.dot(i.rows[1:], 1 - i.test)
    return xp.dot(i.rows[0], i.test) + xp.max(others)


CLAIM = Claim(
    statement=(
        r"1 - \mathrm{TV}\big(P^n, \tfrac12 (Q_1^n + Q_2^n)\big) \le P^n(\psi = 1) + \max_j Q_j^n(\psi = 0) \quad"
        r" \text{for every test } \psi"
    ),
    source=Source("Yu 1997", "Lemma 1, a point and a mixture", status="second-hand"),
    space=space,
    sizes=(2, 3),
    lhs=lambda i: one_to_many(i.rows, 2),
    rhs=worst_sum,
    tight_at={"first": [1, 1], "second": [3, 1], "third": [1, 3], "test": [1, 1, 0, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * worst_sum(i),
)
