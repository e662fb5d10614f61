"""Best-of-N with exact values tends to the words of largest reward.

Uniform words with reward 1, one of them ``1 + delta``: Best-of-N returns that one as soon as it is drawn, so its distance
to the target is ``1 - (1 + delta)/(K + delta) - (1 - 1/K)^N`` once that is positive; it tends to almost 1 although every
answer is correct.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted


def derived(i):
    """The law of Best-of-N over all words, and the target."""
    words, draws = 2 ** i.size[0], i.size[1]
    base = xp.full((words,), xp.ratio(1, words), like=i.delta)
    reward = xp.concatenate([(1 + i.delta)[None], xp.ones((words - 1,), like=i.delta)])
    best = (1 + i.delta) / (words + i.delta)
    return {
        "distance": total_variation(best_of_n(base, reward, draws), tilted(base, reward)),
        "form": 1 - best - xp.ratio(words - 1, words) ** draws,
    }


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{BoN}_N, \pi^*) = \Bigl|1 - \frac{1+\delta}{K+\delta} - (1 - \tfrac1K)^N\Bigr|, \quad K = 2^H",
    source=Source("arXiv:2510.03149", "Appendix C, Best-of-N with exact values, limit", status="derived"),
    space=lambda size: Space(delta=Ratio(xp.ratio(1, 64), 4), derived=derived),
    sizes=((1, 2), (2, 4), (3, 16), (3, 64)),
    relation="==",
    lhs=lambda i: i.distance,
    rhs=lambda i: abs(i.form),
)
