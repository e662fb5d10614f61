"""Words of different lengths: the histogram of lengths sees part of the error.

Bits end with probability 1/3, scores are doubled after a one. Action-level sampling makes long words likelier than they are: the
distance of the histogram is positive, and at most that of the words; the walk has the right lengths in the limit.
"""

from fractions import Fraction

from theory_lab.claims import Claim, Source
from theory_lab.decoding import instances
from theory_lab.decoding.choice.metrics import length_histogram
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation


def distances(longest):
    """Words for the limit of the walk, histogram and words for action-level sampling."""
    made = instances.variable_length(longest, Fraction(1, 3), 2)
    sampled = samplers.stepwise_law(made.tree, made.steps, made.guide)
    limit = backtracking.stationary_leaf_law(made.tree, made.weights)
    lengths = [length_histogram(made.tree, law) for law in (sampled, made.target)]
    return total_variation(limit, made.target), total_variation(*lengths), total_variation(sampled, made.target)


CLAIM = Claim(
    statement=r"0 = \mathrm{TV}(\mu(\cdot|\Lambda), \pi^*) \le \mathrm{TV}(\text{lengths}) \le"
    r" \mathrm{TV}(P_{\mathrm{step}}, \pi^*)"
    r" \quad \text{on these instances, sizes }2, 3, 4, 5",
    source=Source("arXiv:2510.03149", "variable length with an end letter", status="derived"),
    sizes=(2, 3, 4, 5),
    kind="value",
    value=distances,
)
