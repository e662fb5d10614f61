"""Values of balanced words are ballot numbers.

From height ``k`` with ``n`` letters to go, ``V* 2^n`` is the number of nonnegative paths to 0: by reflection, ``C(n,
(n-k)/2)`` paths in all less ``C(n, (n-k)/2 - 1)`` that touch -1. At length ``H`` the constant is the Catalan number
over ``2^H``: .078125, .0546875, .041015625 and .0322265625 at 6, 8, 10 and 12.
"""

from math import comb

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def numbers(length):
    """``sum over prefixes |V* 2^n - ballot number|`` by backward induction, and the total."""
    tree = Tree.dyck(length // 2)
    half = xp.exact([xp.ratio(1, 2)] * (tree.size - 1))
    values = laws.value(tree, half, xp.exact([1] * len(tree.leaves)))
    heights = laws.path_sums(tree, xp.exact(1 - 2 * tree.letter[1:]))
    left = (length - tree.depths).tolist()
    downs = [(n - int(xp.value(k).fraction)) // 2 for n, k in zip(left, heights, strict=True)]
    paths = [comb(n, down) - (comb(n, down - 1) if down else 0) for n, down in zip(left, downs, strict=True)]
    scale = np.array([2**n for n in left])
    return {"off": xp.sum(abs(values * scale - xp.exact(paths))), "total": values[0]}


CLAIM = Claim(
    statement=r"2^n V^* = \binom{n}{(n-k)/2} - \binom{n}{(n-k)/2-1}; \ Z = .078125, .0546875, .041015625, .0322265625"
    r" \text{ at } H = 6, 8, 10, 12",
    source=Source("arXiv:2510.03149", "one-type Dyck words", status="derived"),
    kind="value",
    value=numbers,
    printed={
        6: {"off": 0, "total": "5/64"},
        8: {"off": 0, "total": "7/128"},
        10: {"off": 0, "total": "21/512"},
        12: {"off": 0, "total": "33/1024"},
    },
)
