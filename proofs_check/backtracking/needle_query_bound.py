"""No sampler finds a needle with fewer queries than blind search.

Inner scores say nothing about the one word of ``N = 2^H`` that is better, so ``q`` rewards asked for and one guess find it
with probability at most ``(q + 1)/N``, averaged over its place; for a sampler that stops at random, ``q`` is its expected
number of rewards. Every sampler of the library, at budgets around it; the other words have reward ``1/(c N)``.
Laws are exact, or enclosed by intervals for the long walks; walks are checked at their best time within the budget.
Appendix D is quoted as saying that such errors do not suffice for any efficient algorithm; instance and bound are ours.
"""

from fractions import Fraction

from proofs_check.backtracking._searches import SEARCHES
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import needle

PLANS = tuple((name, 8, c, budget) for name in SEARCHES for c, budget in ((1, 16), (10, 64)))
PLANS += (("walk", 8, 10, 256), ("walk", 10, 1, 64), ("beam search", 4, 1, 3))


def quotient(plan):
    """The probability of the needle over ``(q + 1)/N``."""
    name, depth, c, budget = plan
    found, queries = SEARCHES[name](needle(depth, Fraction(1, c)), budget)
    return found * 2**depth / (queries + 1)


CLAIM = Claim(
    statement=r"\mathbb P(\text{output} = y_0) \le \frac{q+1}{2^H} \text{ for outcome rejection, action-level sampling,"
    r" block methods,"
    r" beam search and all walks}"
    r" \quad \text{on these instances}",
    source=Source(
        "arXiv:2510.03149",
        "Appendix D, query lower bound",
        status="second-hand",
        reading="the needle; instance and bound are ours",
    ),
    sizes=PLANS,
    kind="value",
    value=quotient,
    rhs=lambda plan: 1,
)
