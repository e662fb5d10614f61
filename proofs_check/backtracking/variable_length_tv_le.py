"""Words of different lengths: the histogram of lengths sees part of the error.

Bits end with probability 1/3, scores are doubled after a one. Action-level sampling makes long words likelier than they are: the
distance of the histogram is positive, and at most that of the words; the walk has the right lengths in the limit.
"""

from fractions import Fraction

from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.decoding import instances
from theory_lab.decoding.choice.metrics import length_histogram
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation


def distances(longest):
    """Histogram and words for action-level sampling, and words for the limit of the walk."""
    made = instances.variable_length(longest, Fraction(1, 3), 2)
    sampled = samplers.stepwise_law(made.tree, made.steps, made.guide)
    limit = backtracking.stationary_leaf_law(made.tree, made.weights)
    lengths = [length_histogram(made.tree, law) for law in (sampled, made.target)]
    return {
        "limit": total_variation(limit, made.target), "histogram": total_variation(*lengths),
        "words": total_variation(sampled, made.target),
    }  # fmt: skip


CLAIM = Claim(
    statement=r"0 = \mathrm{TV}(\mu(\cdot|\Lambda), \pi^*) \le \mathrm{TV}(\text{lengths}) \le"
    r" \mathrm{TV}(P_{\mathrm{step}}, \pi^*)",
    source=Source("arXiv:2510.03149", "variable length with an end letter", status="derived"),
    space=lambda longest: Space(instance=Choice(longest), derived=lambda i: distances(longest)),
    sizes=(2, 3, 4, 5),
    kind="witness",
    witness=lambda longest: {"instance": 0},
    chain=(lambda i: i.limit, lambda i: i.histogram, lambda i: i.words),
)
