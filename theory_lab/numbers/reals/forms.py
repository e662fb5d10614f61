"""Normal forms of exact numbers, and the equality they decide.

A form is a quotient of two finite sums of rational multiples of ``n**(1/k) * exp(e) * log(m1) * ... * log(mj)`` with
whole ``n, k, m >= 1`` and rational ``e``.  ``is_zero`` says whether the numerator vanishes identically.

Main definitions: ``Form`` (two mappings from ``Atom = ((n, k), e, (m1, ..., mj))`` to coefficients), ``add``, ``multiply``,
``divide``, ``root``, ``is_zero``, ``enclosure``, ``separated``, ``growth``, ``weight``.  ``text`` writes them for people.

Conventions: a form that ``is_zero`` is zero, always.  One that is not may still be zero where logarithms meet
exponentials or other logarithms, so that unequal numbers are told apart by balls alone.  For sums of rational multiples
of logarithms alone, of roots alone, or of exponentials alone, the normal form is complete: logarithms of pairwise coprime
whole numbers are independent by unique factorisation, also with algebraic coefficients (Baker); real roots of rationals
are independent if no quotient of two of them is rational (Besicovitch, Mordell), and over a coprime base without perfect
powers none is; exponentials of distinct rationals are independent over the algebraic numbers (Lindemann-Weierstrass).  A
form with too many terms is None.

References: L. J. Mordell, "On the linear independence of algebraic numbers" (1953).
"""

from __future__ import annotations

import math
from itertools import product
from typing import NamedTuple

from flint import arb, ctx, fmpq

from theory_lab.numbers.reals.coprimes import Root, coprime_base, exponents, primitive, radical_part, without_square
from theory_lab.numbers.reals.precisions import precision, track

Atom = tuple[Root, tuple[int, int], tuple[int, ...]]
Sum = dict[Atom, fmpq]

RATIONAL: Atom = ((1, 1), (0, 1), ())
UNIT: Sum = {RATIONAL: fmpq(1)}
MOST_TERMS = 4096  # of a sum: to see that so many logarithms cancel takes a second, and of 16,384 nine
MOST_PRODUCTS = 1024  # of terms in one product, which takes two milliseconds
MOST_INDEX = 2520  # of a root: the least common multiple of 1 to 10, so that products of such roots keep their forms
SMALL_PRIMES = [p for p in range(2, 100) if all(p % d for d in range(2, p))]  # keep roots of small numbers small, as in 3*2^(1/3)
MOST_ROOT_BITS = 20_000  # of the number under a root of index 3 or more: its product with another takes 0.1 ms
MOST_LOGS = 6  # in one term: its normal form doubles with each, 38 terms for six logarithms and 128 for eight
OF_QUOTIENT = 16  # bits of a sum's terms that a bit of a quotient's takes the time of: 3 where they are long, 15 where short
FINER = (4, 16)  # multiples of the precision at which a form is enclosed again; a deeper cancellation stays open, and is rare


class Form(NamedTuple):
    """The number ``top / bottom``; the bottom is not zero."""

    top: Sum
    bottom: Sum = UNIT


def rational(value: fmpq) -> Form:
    """The form of a rational number."""
    return Form({RATIONAL: value} if value else {})


def logarithm(value: fmpq) -> Form:
    """The form of the log of a positive rational."""
    parts = ((int(value.p), 1), (int(value.q), -1))
    return Form({((1, 1), (0, 1), (whole,)): fmpq(sign) for whole, sign in parts if whole > 1})


def square_root(value: fmpq) -> Form:
    """The form of the square root of a positive rational: ``sqrt(a/b) = sqrt(ab)/b``."""
    square, radicand = without_square(int(value.p) * int(value.q))
    return Form({((radicand, 1 + (radicand > 1)), (0, 1), ()): fmpq(square, int(value.q))})


def radical(value: fmpq, index: int) -> Form | None:
    """The form of a root of a positive rational: ``(a/b)**(1/k) = (a b**(k-1))**(1/k) / b``, with a smaller ``b`` for powers."""
    if index == 2:
        return square_root(value)
    a, b = int(value.p), int(value.q)
    if index > MOST_INDEX or a.bit_length() + (index - 1) * (b.bit_length() - 1) > MOST_ROOT_BITS:
        return None
    base, exponent = primitive(b) if b > 1 else (1, 0)
    outside, root = _reduced(a * base ** (-exponent % index), index)
    return Form({(root, (0, 1), ()): fmpq(outside, base ** -(-exponent // index))})


def rooted(ball: arb, index: int) -> arb:
    """The root of a positive ball."""
    if index == 2:
        return ball.sqrt()
    return ball.root(index) if index < 1 << 32 else (ball.log() / index).exp()  # beyond, FLINT's own index ends


def root(form: Form, index: int) -> Form | None:
    """``(c n**(1/k) exp(e))**(1/index)``, None where the form is no such term."""
    term = single_term(form)
    if term is None:
        return None
    (n, k), e, coefficient = term
    result = radical(coefficient, index)
    inner = radical(fmpq(n), k * index) if n > 1 else rational(fmpq(1))
    outer = exponential(e / index)
    result = None if result is None or inner is None else multiply(result, inner)
    return result and multiply(result, outer)


def exponential(value: fmpq) -> Form:
    """The form of ``exp`` of a rational."""
    return Form({((1, 1), (int(value.p), int(value.q)), ()): fmpq(1)})


def as_rational(form: Form) -> fmpq | None:
    """The value of a form that shows a rational number, else None."""
    if form.bottom is not UNIT or len(form.top) > 1 or (form.top and RATIONAL not in form.top):
        return None
    return form.top.get(RATIONAL, fmpq(0))


def single_term(form: Form) -> tuple[Root, fmpq, fmpq] | None:
    """``((n, k), e, c)`` of a form ``c * n**(1/k) * exp(e)``, else None."""
    if form.bottom is not UNIT:
        return None
    terms = form.top if len(form.top) == 1 else _normal(form.top)[0]
    if len(terms) != 1:
        return None
    ((root, e, logs), coefficient) = next(iter(terms.items()))
    return None if logs else (root, fmpq(*e), coefficient)


def negative(form: Form) -> Form:
    """Minus the form."""
    return Form({atom: -coefficient for atom, coefficient in form.top.items()}, form.bottom)


def add(left: Form, right: Form) -> Form | None:
    """The sum."""
    if left.bottom is right.bottom or left.bottom == right.bottom:
        return _quotient(_plus(left.top, right.top), left.bottom)
    first, second = _times(left.top, right.bottom), _times(right.top, left.bottom)
    bottom = _times(left.bottom, right.bottom)
    return None if first is None or second is None else _quotient(_plus(first, second), bottom)


def multiply(left: Form, right: Form) -> Form | None:
    """The product."""
    bottom = UNIT if left.bottom is right.bottom is UNIT else _times(left.bottom, right.bottom)
    return _quotient(_times(left.top, right.top), bottom)


def divide(left: Form, right: Form) -> Form | None:
    """The quotient by a form that is not zero."""
    return _quotient(_times(left.top, right.bottom), _times(left.bottom, right.top))


def _quotient(top: Sum | None, bottom: Sum | None) -> Form | None:
    """Over 1 where the bottom is one term without logarithms or a rational multiple of the top."""
    if top is None or bottom is None or len(top) > MOST_TERMS:
        return None
    if bottom is UNIT:
        return Form(top)
    (((n, k), e, logs), coefficient), *others = bottom.items()
    if not logs and not others:
        if n.bit_length() * (k - 2) > MOST_ROOT_BITS:
            return None
        cleared = _times(top, {((n ** (k - 1), k), (-e[0], e[1]), ()): 1 / (coefficient * n)})
        return None if cleared is None else Form(cleared)
    factor = _proportion(top, bottom)
    return Form(top, bottom) if factor is None else rational(factor)


def _plus(left: Sum, right: Sum) -> Sum:
    if len(left) < len(right):
        left, right = right, left
    total = dict(left)
    for atom, coefficient in right.items():
        include(total, atom, coefficient)
    return total


def include(total: Sum, atom: Atom, coefficient: fmpq) -> None:
    """Add a term to a sum."""
    merged = total.get(atom, 0) + coefficient
    if merged:
        total[atom] = merged
    else:
        total.pop(atom, None)


def _times(left: Sum, right: Sum) -> Sum | None:
    for factor, others in ((left, right), (right, left)):
        if len(factor) == 1 and RATIONAL in factor:
            scale = factor[RATIONAL]
            return others if factor is UNIT else {atom: scale * number for atom, number in others.items()}
    if len(left) * len(right) > MOST_PRODUCTS:
        return None
    total: Sum = {}
    for ((first, e, logs), a), ((second, f, others), b) in product(left.items(), right.items()):
        roots = _roots_multiplied(first, second)
        if len(logs) + len(others) > MOST_LOGS or roots is None:
            return None
        power = fmpq(*e) + fmpq(*f)
        atom = roots[1], (int(power.p), int(power.q)), tuple(sorted(logs + others))
        include(total, atom, a * b * roots[0])
    return total


def _roots_multiplied(first: Root, second: Root) -> tuple[int, Root] | None:
    """``(c, (n, k))`` with the product ``c * n**(1/k)``; None where that is too large."""
    (n, k), (m, j) = first, second
    if k <= 2 and j <= 2:
        shared = math.gcd(n, m)
        square, radicand = without_square(n * m // (shared * shared))
        return shared * square, (radicand, 1 + (radicand > 1))
    index = math.lcm(k, j)
    if index > MOST_INDEX or n.bit_length() * (index // k) + m.bit_length() * (index // j) > MOST_ROOT_BITS:
        return None
    return _reduced(n ** (index // k) * m ** (index // j), index)


def _reduced(number: int, index: int) -> tuple[int, Root]:
    """``(c, (n, k))`` with ``number**(1/index) = c * n**(1/k)``, where small primes and perfect powers give a smaller ``n``."""
    base = [prime for prime in SMALL_PRIMES if number % prime == 0]
    rest = number // math.prod(prime**exponent for prime, exponent in exponents(number, base))
    return radical_part(number, index, [*base, primitive(rest)[0]] if rest > 1 else base)


def _proportion(left: Sum, right: Sum) -> fmpq | None:
    """The rational ``c`` with ``left = c * right`` where the normal forms show one, else None."""
    left, right = _normal(left, right)
    if left.keys() != right.keys():
        return fmpq(0) if not left else None
    factors = [left[atom] / right[atom] for atom in left]
    return factors[0] if all(factor == factors[0] for factor in factors) else None


def is_zero(form: Form) -> bool:
    """True if the numerator over coprime bases has no terms, and then the value is zero."""
    return not form.top or not _normal(form.top)[0]


def _normal(*sums: Sum) -> list[Sum]:
    """The sums over common coprime bases."""
    atoms = [atom for terms in sums for atom in terms]
    roots = coprime_base(n for (n, _), _, _ in atoms)
    if any(k > 2 for (_, k), _, _ in atoms):
        roots = [primitive(n)[0] for n in roots]
    bases = coprime_base(m for _, _, logs in atoms for m in logs)
    split = {m: exponents(m, bases) for m in {m for _, _, logs in atoms for m in logs}}
    reduced = {root: radical_part(*root, roots) for root in {root for root, _, _ in atoms}}
    expanded: list[Sum] = []
    for terms in sums:
        total: Sum = {}
        for (root, e, logs), coefficient in terms.items():
            outside, radicand = reduced[root]
            for choice in product(*(split[m] for m in logs)):
                atom = radicand, e, tuple(sorted(base for base, _ in choice))
                include(total, atom, coefficient * outside * math.prod(power for _, power in choice))
        expanded.append(total)
    return expanded


def enclosure(form: Form) -> arb:
    """A ball around the value at the precision in force."""
    return _ball(form.top) if form.bottom is UNIT else _ball(form.top) / _ball(form.bottom)


def separated(form: Form) -> arb | None:
    """An enclosure without 0 at a multiple of the precision in force; None when ``FINER`` do not suffice."""
    for multiple in FINER:
        with precision(multiple * ctx.prec, track.get()):
            ball = enclosure(form)
        if ball > 0 or ball < 0:
            return ball
    return None


def growth(form: Form) -> int:
    """How many binary digits a further power may add to the whole numbers of the form; 0 if they are all 1."""
    sizes = (max(c.height_bits(), n.bit_length()) for terms in form for ((n, _), _, _), c in terms.items())
    return max(sizes, default=1) - 1


def weight(form: Form) -> int:
    """How long it takes to add to the form, in terms of a sum (50 ns each); coefficients of a quotient grow with each."""
    if form.bottom is UNIT:
        return len(form.top)
    bits = max(coefficient.height_bits() for coefficient in form.bottom.values())
    return OF_QUOTIENT * (len(form.top) + len(form.bottom)) * bits


def _ball(terms: Sum) -> arb:
    total = arb(0)
    for ((n, k), e, logs), coefficient in terms.items():
        term = arb(coefficient)
        if n > 1:
            term *= rooted(arb(n), k)
        if e[0]:
            term *= arb(fmpq(*e)).exp()
        for m in logs:
            term *= arb(m).log()
        total += term
    return total
