"""Small trees with whole weights on their edges."""

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from theory_lab.sequences.trees import Tree

TREES = [
    Tree.complete(2, 2),
    Tree.complete(3, 1),
    Tree.complete(1, 4),
    Tree.dyck(3),
    Tree.with_end(2, 2),
    Tree.from_words([(0,), (1, 0), (1, 2, 0), (1, 2, 1)]),
]


def _weighted(entries):
    @cache
    def weights(tree):
        return st.tuples(st.just(tree), st.lists(entries, min_size=tree.size - 1, max_size=tree.size - 1))

    return st.sampled_from(TREES).flatmap(weights)


positive = _weighted(st.integers(1, 9))
nonnegative = _weighted(st.integers(0, 5)).filter(lambda drawn: any(drawn[1][v] for v in range(drawn[0].child_count[0])))
skewed = _weighted(st.sampled_from([Fraction(1, 10**6), Fraction(1), Fraction(10**6)]))
