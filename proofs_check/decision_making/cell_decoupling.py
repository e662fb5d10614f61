"""Decoupling over the cells of a process: what posterior sampling pays by what it learns, for any number of cells.

The step of posterior sampling in tabular reinforcement learning. A policy of a model drawn from the prior meets the cells
``(h, s, a)`` with its occupancies ``d_M``, and errs there by ``e_M``; what is learned is the mean of ``dbar e_M^2``, for the
occupancies ``dbar`` of another draw. By Cauchy-Schwarz at each cell and over cells the mean of ``d_M e_M`` is at most the
root of what is learned and of the sum of the means of ``d_M^2/dbar``, which is at most that of the largest occupancies: the
coverability of the policies, ``H S A`` at most. So the gap is the error along the policy's own occupancies
(`local_simulation_le`), and its square at most the coverability times the squared distances, as
`posterior_sampling_process_le` has it for whole processes.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """What is paid, what is learned, and the sum of the largest occupancies."""
    mixed = xp.dot(i.prior, i.visits)
    paid = xp.sum(xp.dot(i.prior, i.visits * i.errors))
    learned = xp.sum(mixed * xp.dot(i.prior, i.errors**2))
    return {"paid": paid, "learned": learned, "coverability": xp.sum(xp.max(i.visits, axis=0))}


CLAIM = Claim(
    statement=r"\Bigl(\mathbb E_M \sum_c d_M(c)\, e_M(c)\Bigr)^2 \le \sum_c \max_M d_M(c) \cdot"
    r" \mathbb E_{M, M'} \sum_c d_{M'}(c)\, e_M(c)^2",
    source=Source(
        "arXiv:2112.13487", "posterior sampling for tabular reinforcement learning, decoupling over cells", status="derived"
    ),
    space=lambda size: Space(prior=Simplex(size[0]), visits=Table(size, 0, 1), errors=Table(size, -1, 1), derived=derived),
    sizes=((2, 2), (2, 3), (3, 2)),
    lhs=lambda i: i.paid**2,
    rhs=lambda i: i.coverability * i.learned,
    sharpened=lambda i: xp.ratio(99, 100) * i.coverability * i.learned,
)
