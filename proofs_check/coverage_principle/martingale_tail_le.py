"""Freedman's inequality with a free parameter.

``e^x <= 1 + x + x^2`` for ``x <= 1``, so that ``exp(eta sum Z - eta^2 sum E Z^2)`` is a supermartingale for centred ``Z
<= 1/eta``; Markov. Near equality for small ``Z`` and ``delta`` near 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Source, Space, Steps, Table
from theory_lab.numbers import Array, ratio
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def trees(depth: int) -> Space:
    """Differences in [-1, 1] with conditional mean 0 on a tree, which are those of two values at every node."""
    tree = Tree.complete(2, depth)

    def centred(i: Instance) -> dict[str, Array]:
        values = xp.where(tree.letter[1:] == 0, 1, -1) * i.spread[tree.parent[1:]]
        means = xp.segment_sum(i.branch * values, tree.parent[1:], tree.size)
        z = (values - means[tree.parent[1:]]) / 2
        return {"z": z, "squares": xp.segment_sum(i.branch * z**2, tree.parent[1:], tree.size)}

    return Space(
        branch=Steps(tree),
        spread=Table(tree.levels[-1].start, ratio(1, 8), 1),
        eta=Choice(ratio(1, 1), ratio(1, 2), ratio(1, 20)),
        delta=Choice(ratio(3, 4), ratio(1, 2), ratio(1, 4), ratio(999, 1000), ratio(1, 20)),
        derived=lambda i: {"tree": tree, **centred(i)},
    )


def failure(i: Instance) -> Array:
    """``P(sum Z > eta sum E Z^2 + log(1/delta)/eta)``."""
    gaps = i.z - i.eta * i.squares[i.tree.parent[1:]]
    sums = laws.path_sums(i.tree, gaps)[i.tree.leaves]
    return xp.dot(laws.leaf_law(i.tree, i.branch), xp.indicator(sums * i.eta > xp.log(1 / i.delta)))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\sum_t Z_t > \eta \sum_t \mathrm{E}[Z_t^2 \mid \mathcal{F}_{t-1}] + \frac{\log(1/\delta)}{\eta}\Big)"
        r" \le \delta, \quad |Z_t| \le R,\ \eta \le 1/R"
    ),
    source=Source("arXiv:2510.15020", "Lemma F.1"),
    space=trees,
    sizes=(1, 2, 3),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * i.delta,
)
