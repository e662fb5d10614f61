"""On classic counting problems, the value of a prefix is the count of its state.

Values come from counts of states (closed forms, determinants, transfer matrices), never from the leaves. They satisfy
Bellman's equation, and ``pi_ref V*/Z`` is the marginal law of prefixes under the target. The cases are independent
sets, matchings, colourings, DNF, monotone 2-SAT, perfect matchings, linear extensions, spanning trees, contingency
tables, Dyck and Motzkin words, three sizes or more of each.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import CLASSIC, classic
from theory_lab.sequences import laws


def differences(problem):
    """Values against backward induction, and prefix marginals of the target against ``pi_ref V*/Z``, in absolute sums."""
    recursion = abs(problem.values - laws.value(problem.tree, problem.steps, problem.reward))
    masses = laws.reach(problem.tree, laws.steps_of(problem.tree, problem.target))
    marginals = laws.reach(problem.tree, problem.steps) * problem.values / problem.total
    return xp.sum(recursion), xp.sum(abs(masses - marginals))


CLAIM = Claim(
    statement=r"V^*(v) = \sum_a \pi_{\mathrm{ref}}(a|v) V^*(va),"
    r" \quad \pi^*(y_{1:h}) = \pi_{\mathrm{ref}}(y_{1:h}) V^*(y_{1:h})/Z"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "values and prefix marginals on self-reducible problems", status="derived"),
    sizes=tuple(CLASSIC),
    kind="value",
    value=lambda name: differences(classic(name)),
    rhs=lambda name: 0,
    relation="==",
)
