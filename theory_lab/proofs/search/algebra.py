"""Factors and texts of polynomials, for the search alone.

FLINT factors; what it finds is checked by the kernel, which factors nothing.

Main definitions: ``factored`` (a quotient as a product), ``grouped``, ``text_of`` (a polynomial as the kernel reads it).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient

CHUNK = 60  # summands side by side; longer sums get brackets, so that reading them does not recurse deeply


def factors(p: Poly) -> tuple[fmpq, list[tuple[Poly, int]]]:
    """A constant, and irreducible polynomials with their powers."""
    content, found = p.factor()
    return content, [(f, int(k)) for f, k in found]


def factored(e: Quotient) -> tuple[fmpq, list[tuple[Poly, int]]]:
    """``e`` as a constant times irreducible polynomials with their powers, which are negative below."""
    (top, above), (bottom, below) = factors(e.n), factors(e.d)
    return top / bottom, [*above, *((f, -k) for f, k in below)]


def grouped(p: Poly, own: Sequence[int]) -> dict[tuple[int, ...], Poly]:
    """The parts of a polynomial with the same exponents of some generators."""
    parts: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
    for monomial, c in p.terms():
        powers = poly.powers(monomial)
        parts.setdefault(tuple(powers.get(i, 0) for i in own), {})[monomial] = c
    return {key: poly.RING.from_dict(part) for key, part in parts.items()}


def text_of(p: Poly, field: Field) -> str:
    """A polynomial as text, in the names of the generators."""
    return written(p, [one.name for one in field.generators])


def written(p: Poly, names: Sequence[str]) -> str:
    """A polynomial as text, in names for the generators."""
    return _sum(monomials(p, names)) if p else "0"


def monomials(p: Poly, names: Sequence[str]) -> list[str]:
    """The summands of a polynomial as text, in their order in FLINT."""
    return [_monomial(poly.powers(m), c, names) for m, c in p.terms()]


def _sum(parts: Sequence[str]) -> str:
    if len(parts) <= CHUNK:
        return " + ".join(parts).replace("+ -", "- ")
    half = len(parts) // 2
    return f"({_sum(parts[:half])}) + ({_sum(parts[half:])})"


def _monomial(powers: dict[int, int], c: fmpq, names: Sequence[str]) -> str:
    parts = [names[i] if k == 1 else f"{names[i]}**{k}" for i, k in sorted(powers.items())]
    size = str(abs(c)) if c.q == 1 else f"({abs(c)})"
    if size != "1" or not parts:
        parts.insert(0, size)
    return ("-" if c < 0 else "") + "*".join(parts)


def quotient_text(e: Quotient, field: Field) -> str:
    """A quotient as text."""
    if e.d == 1:
        return text_of(e.n, field)
    return f"({text_of(e.n, field)})/({text_of(e.d, field)})"
