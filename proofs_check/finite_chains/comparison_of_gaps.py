"""Comparison: a form that is no larger, and a law that is no smaller, make a gap that is no larger.

With ``Q' <= a Q`` on all pairs and ``pi <= b pi'``: ``gap' <= a b gap``. A chain compared with itself attains it.
"""

from proofs_check.finite_chains._settings import gap, other_network
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def compared(i: Instance) -> Array:
    """``a b gap``."""
    return i.flow_ratio * xp.max(i.pi / i.other_pi) * gap(i.P)


CLAIM = Claim(
    statement=r"\mathrm{gap}' \le \max_{x \ne y} \frac{Q'(x, y)}{Q(x, y)}\, \max_x \frac{\pi(x)}{\pi'(x)}\, \mathrm{gap}",
    source=Source("Diaconis and Saloff-Coste 1993", "comparison of reversible chains, single edges", status="second-hand"),
    space=other_network,
    sizes=(2, 3),
    lhs=lambda i: gap(i.other_P),
    rhs=compared,
    tight_at={"edges": [1, 1], "holding": [1, 1, 1], "other_edges": [1, 1], "other_holding": [1, 1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * compared(i),
)
