"""Rejection sampling without truncation.

For ``M`` at least the largest density ratio every accepted draw follows the target, so the output is the mixture ``(1
- eta) pi + eta p`` with ``eta = (1 - 1/M)^N``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import total_variation


def derived(i):
    """A level at or above the largest ratio, and the output law."""
    level = linf_coverage(i.target, i.base) + i.extra
    output = rejection_law(i.base, i.target / i.base, level, i.draws, i.base)
    return {"level": level, "output": output, "missed": (1 - 1 / level) ** i.draws}


CLAIM = Claim(
    statement=r"M \ge C_\infty \implies \mathrm{TV}(\pi, \mathrm{RS}_{N,M}) = \eta\,\mathrm{TV}(\pi, p),"
    r" \quad \eta = (1-1/M)^N",
    source=Source("arXiv:2503.21878", "rejection sampling without truncation", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), target=Simplex(n), extra=Ratio(0, 4), draws=Count(0, 20), derived=derived
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: total_variation(i.target, i.output) + xp.sum(abs(i.output - (1 - i.missed) * i.target - i.missed * i.base)),
    rhs=lambda i: i.missed * total_variation(i.target, i.base),
)
