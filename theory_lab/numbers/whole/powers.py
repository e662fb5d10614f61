"""All powers of numbers up to an exponent, as laws of counts need them.

Main definitions: ``powers``.

Conventions: ``0**0 = 1``.
"""

from __future__ import annotations

from theory_lab.numbers.array import Array
from theory_lab.numbers.constructors import concatenate, formula, ones, stack

# Arithmetics in which a product encloses no more than a power does; others keep powers as such, since exact numbers and proofs
# know them by their form.
ENCLOSURES = ("interval", "slopes")


@formula
def powers(x: Array, n: int) -> Array:
    """``x^0, ..., x^n``, shape (n + 1, *x.shape), in enclosures by about ``log2 n`` products of whole arrays.

    Enclosures of nonnegative numbers are as tight as those of ``x**k``; those of numbers that may have either sign are wider.
    """
    if x.arithmetic.NAME not in ENCLOSURES:
        return stack([x**k for k in range(n + 1)])
    found = ones((1, *x.shape), like=x)
    while len(found) <= n:
        found = concatenate([found, found * x ** len(found)])
    return found[: n + 1]
