"""From a coarse counter to a fine one on classic counting problems.

Arrow 1: the walk of backtracking (arXiv:2510.03149) guided by the coarse counter (ratio ``kappa``) on the subproblem of every
prefix, for the time of the explicit theorem, is within ``eta`` of its target. Arrow 2: the counter that follows the most
frequent first letters of these samplers is within ``e^g`` of the truth at every prefix, ``eta <= 5g/(8kH)``. Arrow 3: the walk
guided by the new counter needs only the time for ``kappa' = e^g``. Output laws take the place of samples, so that nothing is
random; they are enclosed by intervals.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import case
from theory_lab.counting.estimators import bootstrapped, first_letters, law_by_squaring, sufficient_time
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences import laws

NAMES = (
    "perfect matchings, complete 3",
    "contingency tables, 2x2",
    "spanning trees, cycle 4",
    "DNF, 4 variables",
    "linear extensions, two chains",
    "Motzkin paths, length 4",
    "Dyck words, length 6",
)
G = Fraction(1)
E_TO_G = Fraction(27, 10)  # below e


def arrows(name):
    """The quotients of the three arrows."""
    made = case(name, "coarse")
    tree, letters = made.tree, int(made.tree.child_count.max())
    eta = 5 * G / (8 * letters * tree.depth)
    weights = xp.intervals(made.guide)

    def first_time(depth):
        return sufficient_time(depth, made.problem.ratio, min(1, 3 * eta / 2))

    seen = first_letters(tree, made.steps, weights, first_time)
    exact = laws.steps_of(tree, made.target)
    counter = bootstrapped(tree, made.steps, xp.intervals(made.values), seen)
    inner = tree.inner
    error = xp.max(xp.maximum(counter[inner] / made.values[inner], made.values[inner] / counter[inner]))
    guide = xp.concatenate([counter[1 : tree.levels[-1].start], made.reward])
    time = sufficient_time(tree.depth, E_TO_G, Fraction(1, 2))
    found = law_by_squaring(tree, walks.edge_weights(tree, made.steps, guide), time)[tree.leaves]
    return {
        "sampler": xp.max(abs(seen - exact)) / eta,
        "counter": error / E_TO_G,
        "second": total_variation(found / xp.sum(found), made.target) * 3,
    }


CLAIM = Claim(
    statement=r"\max\Bigl(\frac{\max_v |\hat p(\cdot|v) - \pi^*(\cdot|v)|}{\eta},"
    r" \max_v \frac{(\hat Z_v/Z_v)^{\pm1}}{e^g}, \frac{\mathrm{TV}(X_{T'}|\Lambda, \pi^*)}{1/3}\Bigr) \le 1,"
    r" \quad \eta = \frac{5g}{8kH},\ g = 1"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source(
        "Sinclair and Jerrum 1989",
        "bootstrapping a coarse counter, self-reducible problems",
        status="derived",
    ),
    sizes=NAMES,
    kind="value",
    value=arrows,
    rhs=lambda name: 1,
    loose="after such times the new counter is exact to nine digits, so that its quotient is 1/2.7 = .3704, and the others are 0",
)
