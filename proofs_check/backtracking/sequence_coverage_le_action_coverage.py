"""Coverage of words from coverage of letters.

``tau(y)/Z`` telescopes along the path of ``y`` into ``V*(v)/V*(parent(v))``; bound each factor by the
largest of its level, and these by the largest of all. The definitions of both coefficients are reconstructions.
"""

from proofs_check.backtracking._settings import models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.sequences.laws import leaf_law, tilted, value


def derived(i):
    """``growth`` is ``V*(v)/V*(parent(v))``."""
    values = value(i.tree, i.steps, i.reward)
    return {"growth": values[1:] / values[i.tree.parent[1:]]}


def by_level(i):
    """``prod over h of max over |v| = h of V*(v)/V*(parent(v))``."""
    levels = [i.growth[level.start - 1 : level.stop - 1] for level in i.tree.levels[1:]]
    return xp.prod(xp.stack([xp.max(level) for level in levels]))


CLAIM = Claim(
    statement=r"C_{\mathrm{seq}} \le \prod_{h=1}^H \max_{|v|=h} \frac{V^*(v)}{V^*(\mathrm{parent}\,v)}"
    r" \le C_{\mathrm{act}}^H",
    source=Source(
        "arXiv:2510.03149",
        "sequence-level and action-level coverage",
        status="derived",
        reading="both coefficients as reconstructed",
    ),
    space=lambda size: models(size, derived, reward=positive_up_to_scale),
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: linf_coverage(tilted(leaf_law(i.tree, i.steps), i.reward), leaf_law(i.tree, i.steps)),
        by_level,
        lambda i: xp.max(i.growth) ** i.tree.depth,
    ),
    sharpened=lambda i: xp.ratio(9, 10) * xp.max(i.growth) ** i.tree.depth,
    tight_at={"steps": [1, 1, 1, 1, 1, 1], "reward": [1, 1, 1, 1]},
)
