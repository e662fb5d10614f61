"""The needle: a verifier that is accurate on average under the reference model and useless.

One of ``N = 2^H`` words has reward 1, the others ``eta = c/N``; inner scores are ``eta``. The target gives the good word
``1/(1 + c(1 - 1/N))``; the value on its path at depth ``h`` is ``eta + (1 - eta) 2^-(H-h)``. Under ``pi_ref`` the mean of
``V*/Vhat`` is ``1 + (1 - eta)/c`` at every inner depth and that of ``Vhat/V*`` at most 1; under ``pi*`` the mean of
``V*/Vhat`` grows like ``2^h``. Appendix D is quoted as saying that a small mean error under ``pi_ref`` does not
suffice; instance and numbers are ours.
"""

from fractions import Fraction

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import needle
from theory_lab.decoding.verifiers import mean_errors
from theory_lab.sequences.laws import reach


def numbers(size):
    """All differences of the identities, in absolute sums, and the means that are bounded."""
    depth, c = size[0], Fraction(1, size[1])
    made, eta = needle(depth, c), c / 2**depth
    tree = made.tree
    masses = reach(tree, made.steps)
    inner = [np.arange(level.start, level.stop) for level in tree.levels[1:-1]]
    on_path = [abs(made.values[level[0]] - eta - (1 - eta) * Fraction(1, 2 ** (depth - h))) for h, level in enumerate(inner, 1)]
    under = [abs(xp.dot(masses[h], made.values[h] / made.guide[h - 1]) - 1 - (1 - eta) / c) for h in inner]
    over = [xp.dot(masses[h], made.guide[h - 1] / made.values[h]) for h in inner]
    _, seen = mean_errors(tree, made.steps, made.values, made.guide)
    good = made.target[0] - 1 / (1 + c * (1 - Fraction(1, 2**depth)))
    return {
        "off": (good, xp.sum(xp.stack(on_path)), xp.sum(xp.stack(under))),
        "rise": xp.max(xp.stack(over)),
        "doubling": seen[depth - 2] / seen[depth - 3],
    }


CLAIM = Claim(
    statement=r"\pi^*(y_0) = \frac1{1+c(1-1/N)},\ \mathbb E_{\mathrm{ref}}[V^*/\hat V] = 1 + \frac{1-\eta}c,"
    r"\ \mathbb E_{\mathrm{ref}}[\hat V/V^*] \le 1, \text{ and } \mathbb E_{\pi^*}[V^*/\hat V] \text{ grows by }"
    r" \tfrac32 \text{ or more a level}"
    r" \quad \text{on these instances}",
    source=Source(
        "arXiv:2510.03149",
        "Appendix D, average error under the reference model",
        status="second-hand",
        reading="the needle; instance and numbers are ours",
    ),
    kind="value",
    value=numbers,
    printed={(depth, c): {"off": 0, "rise": "<= 1", "doubling": ">= 3/2"} for depth in (4, 6, 8, 10) for c in (1, 10)},
)
