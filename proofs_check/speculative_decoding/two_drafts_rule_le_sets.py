"""No rule for two drafts keeps one of them more often than the sets of tokens allow.

A rule is any kernel from pairs of drafts to the output, and the target is its output law. An output in ``A`` that is among the
drafts needs a draft in ``A``; sets with much target mass and little draft mass are what limits a rule.
"""

import numpy as np

from proofs_check.speculative_decoding._settings import by_sets, pairs
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Kernel, Simplex, Source, Space
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The masses of the pairs of drafts, and the law of the output."""
    _, masses = pairs(i.q)
    return {"masses": masses, "p": masses @ i.rule}


def kept(i: Instance) -> Array:
    """The chance that the output is one of the drafts."""
    hits = np.array([[int(y in draft) for y in range(len(i.q))] for draft in pairs(i.q)[0]])
    return xp.dot(i.masses, xp.sum(i.rule * hits, axis=1))


CLAIM = Claim(
    statement=r"\mathrm P(Y \in \{X_1, X_2\}) \le 1 - \max_A \big(p(A) - 1 + (1 - q(A))^2\big), \quad p = \mathrm{law}(Y)",
    source=Source("arXiv:2310.15141", "transport with membership cost, every rule", status="derived"),
    space=lambda n: Space(q=Simplex(n), rule=Kernel(n * n, n), derived=derived),
    sizes=(2,),
    lhs=kept,
    rhs=lambda i: by_sets(i.p, i.q),
    tight_at={"q": [1, 1], "rule": [1, 0, 1, 0, 1, 0, 1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * by_sets(i.p, i.q),
)
