"""The gap is the constant of Poincare's inequality.

``gap Var f <= E(f, f)`` for every ``f``, with the gap from the trace and the determinant of three states.
"""

from proofs_check.finite_chains._settings import dirichlet, gap, tested, variance
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{gap} \cdot \mathrm{Var}_\pi f \le \mathcal E(f, f)",
    source=Source("Levin and Peres 2017", "Lemma 13.7 and Remark 13.8", status="second-hand"),
    space=tested,
    sizes=(2, 3),
    lhs=lambda i: gap(i.P) * variance(i.pi, i.f),
    rhs=lambda i: dirichlet(i.flow, i.f),
    tight_at={"edges": [1, 1], "holding": [1, 1, 1], "f": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * dirichlet(i.flow, i.f),
)
