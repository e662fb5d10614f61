"""From a sampler to a fine counter, for the samplers that a coarse counter guides.

The counter follows the most frequent first letters, of frequency ``1/k`` at least. If the samplers of all prefixes are off by at
most ``eta = 5g/(8kH)`` with ``g <= 1``, each of its letters is within ``1/(1 - k eta)`` of the truth, and so it is within ``(1 -
k eta)^(-H)``, at most ``e^g``, at every prefix. The samplers are walks of up to a dozen steps (those of
backtracking, arXiv:2510.03149), guided by a counter of ratio ``kappa``, with the error that they have; their output laws take
the place of samples, so that nothing is random. That a walk of sufficient length is within ``eta``, and that one guided by the
new counter needs only the time for ``kappa' = e^g``, is `sampling_tv_le`; `classic_bootstrapped_counter` has all three arrows
at these times.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Source, Space, Steps, Table
from theory_lab.counting.estimators import bootstrapped, first_letters
from theory_lab.sequences.laws import leaf_law, steps_of, tilted, value
from theory_lab.sequences.trees import Tree


def walks(size):
    """Any problem with positive weights, any counter within ``kappa`` of the truth at inner prefixes, walks of any short time."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)
        coarse = exact[inner] * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa))
        seen = first_letters(tree, i.steps, xp.concatenate([coarse, i.reward]), lambda depth: i.time)
        counter = bootstrapped(tree, i.steps, exact, seen)
        error = xp.max(abs(seen - steps_of(tree, tilted(leaf_law(tree, i.steps), i.reward))))
        return {
            "off": xp.max(xp.maximum(counter / exact, exact / counter)[tree.inner]),
            "g": xp.ratio(8 * size[0] * size[1], 5) * error,
        }

    return Space(
        steps=Steps(tree, positive=True),
        reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        noise=Table(inner.stop - 1, 0, 1),
        kappa=Choice(Fraction(5, 4)),
        time=Count(2, 12),
        derived=derived,
    )


CLAIM = Claim(
    statement=r"|\hat p(\cdot|v) - \pi^*(\cdot|v)| \le \frac{5g}{8kH} \text{ for all } v,\ g \le 1"
    r" \implies \bigl|\log(\hat Z_v/Z_v)\bigr| \le -H \log\bigl(1 - \tfrac{5g}{8H}\bigr) \le g,"
    r" \quad \hat p(\cdot|v) \text{ of } X_T|\Lambda",
    source=Source("Sinclair and Jerrum 1989", "bootstrapping a coarse counter", status="derived"),
    space=walks,
    sizes=((2, 2),),
    given={"g <= 1": lambda i: i.g <= 1},
    notes="No counterexample is known without 'g <= 1', which the proof uses.",
    chain=(lambda i: i.off, lambda i: (1 - 5 * i.g / (8 * i.size[1])) ** -i.size[1], lambda i: xp.exp(i.g)),
    trivial=(1, None),
    loose="(1 - k eta)^(-H) asks for errors of eta at all letters that are followed, each seen with frequency 1/k",
)
