"""From a coarse counter to a sampler to a fine counter to a fast sampler.

Arrow 1: the walk guided by a counter of ratio ``kappa`` on the subproblem of every prefix, for the time of the explicit
theorem, is within ``eta`` of its target. Arrow 2: the counter that follows the most frequent first letters of these samplers is
within ``e^g`` of the truth at every prefix, ``eta <= 5g/(8kH)``. Arrow 3: the walk guided by the new counter needs only the time
for ``kappa' = e^g``. Output laws take the place of samples, so that nothing is random; ``g = 1/2``, and ``8/5`` takes
the place of ``e^g``.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space, Steps, Table
from theory_lab.counting.estimators import bootstrapped, first_letters, law_by_squaring, sufficient_time
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, steps_of, tilted, value
from theory_lab.sequences.trees import Tree

G, E_TO_G = Fraction(1, 2), Fraction(8, 5)  # 8/5 is below the square root of e


def problems(size):
    """Any problem with positive weights, any counter within ``kappa`` of the truth at inner prefixes."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)
    eta = 5 * G / (8 * size[0] * size[1])

    def derived(i):
        exact = value(tree, i.steps, i.reward)
        coarse = exact[inner] * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa))
        guide = xp.concatenate([coarse, i.reward])
        seen = first_letters(tree, i.steps, guide, lambda depth: sufficient_time(depth, i.kappa, min(1, 3 * eta / 2)))
        target = tilted(leaf_law(tree, i.steps), i.reward)
        counter = bootstrapped(tree, i.steps, exact, seen)
        time = sufficient_time(tree.depth, E_TO_G, Fraction(1, 2))
        fine = walks.edge_weights(tree, i.steps, xp.concatenate([counter[inner], i.reward]))
        found = law_by_squaring(tree, fine, time)[tree.leaves]
        off = xp.maximum(counter / exact, exact / counter)[tree.inner]
        return {
            "sampler": xp.max(abs(seen - steps_of(tree, target))) / eta,
            "counter": xp.max(off) / E_TO_G,
            "second": total_variation(found / xp.sum(found), target) * 3,
        }

    return Space(
        steps=Steps(tree, positive=True),
        reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        noise=Table(inner.stop - 1, 0, 1),
        kappa=Choice(Fraction(5, 4)),
        derived=derived,
    )


CLAIM = Claim(
    statement=r"\max\Bigl(\frac{\max_v |\hat p(\cdot|v) - \pi^*(\cdot|v)|}{\eta},"
    r" \max_v \frac{(\hat Z_v/Z_v)^{\pm1}}{e^g}, \frac{\mathrm{TV}(X_{T'}|\Lambda, \pi^*)}{1/3}\Bigr) \le 1,"
    r" \quad \eta = \frac{5g}{8kH},\ g = \tfrac12",
    source=Source("Sinclair and Jerrum 1989", "bootstrapping a coarse counter", status="derived", also=("arXiv:2510.03149",)),
    space=problems,
    sizes=((2, 2),),
    lhs=lambda i: xp.maximum(xp.maximum(i.sampler, i.counter), i.second),
    rhs=lambda i: 1,
    loose="every arrow is driven by the time of the explicit theorem, which is generous",
)
