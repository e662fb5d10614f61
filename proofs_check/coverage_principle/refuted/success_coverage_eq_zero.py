"""Conditioning on success is not covered at the level of its own probability.

A law that is right with probability ``s`` gives ``t = p(. | success)`` the ratio ``t/p = 1/s`` on every
successful response, and ratios equal to the level count: ``Cov_{1/s}(t || p) = 1``, not 0. The remark that a
model with 10 % success loses a factor 10 uses Proposition D.5 at ``L = 10``, where its second term is
therefore 1; the pointwise form gives what was meant.
"""

from proofs_check.coverage_principle._settings import conditioned_on_success
from theory_lab.claims import Claim, Source
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{Cov}_k(t\|p) = 0, \quad t = p(\cdot \mid \text{success}),\ k = 1/p(\text{success})",
    source=Source("arXiv:2510.15020", "footnote 2 of Section 2"),
    space=conditioned_on_success,
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: coverage(i.target, i.p, 1 / i.success),
    rhs=lambda i: 0,
    expect="fails",
    falls="proof step",
)
