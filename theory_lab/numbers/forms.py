"""Normal forms of exact numbers, and the equality they decide.

A form is a finite sum of rational multiples of ``sqrt(n) * exp(e) * log(m)`` with whole ``n, m >= 1`` and
rational ``e`` (``log(1)`` stands for no logarithm).  ``is_zero`` decides whether it vanishes.

Main definitions: ``Form`` (a mapping from ``Atom = (n, e, m)`` to coefficients), ``add``, ``multiply``, ``is_zero``.

Why an empty normal form is the only zero: logarithms of pairwise coprime whole numbers are independent by
unique factorisation, also with coefficients in the field of square roots (Baker); square roots of pairwise
coprime non-squares and their products are independent; exponentials of distinct rationals are
independent over the algebraic numbers (Lindemann-Weierstrass).  Where logarithms and exponentials meet, an empty
form is still zero, and a form that is not empty is left to ball arithmetic.  Nothing is factored:
a coprime base needs greatest common divisors only (Bernstein, "Factoring into coprimes in essentially linear time").
"""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd, isqrt

from flint import arb, fmpq

Atom = tuple[int, fmpq, int]
Form = dict[Atom, fmpq]
ZERO = fmpq(0)
RATIONAL: Atom = (1, ZERO, 1)


def rational(value: fmpq) -> Form:
    """The form of a rational number."""
    return {RATIONAL: value} if value else {}


def logarithm(value: fmpq) -> Form:
    """The form of the log of a positive rational."""
    return add(_log_whole(int(value.p), 1), _log_whole(int(value.q), -1))


def _log_whole(whole: int, sign: int) -> Form:
    return {(1, ZERO, whole): fmpq(sign)} if whole > 1 else {}


def square_root(value: fmpq) -> Form:
    """The form of the square root of a positive rational: ``sqrt(a/b) = sqrt(ab)/b``."""
    radicand, denominator = int(value.p) * int(value.q), int(value.q)
    root = isqrt(radicand)
    if root * root == radicand:
        return {RATIONAL: fmpq(root, denominator)}
    return {(radicand, ZERO, 1): fmpq(1, denominator)}


def exponential(value: fmpq) -> Form:
    """The form of ``exp`` of a rational."""
    return {(1, value, 1): fmpq(1)}


def add(left: Form, right: Form) -> Form:
    """The sum, with cancelled atoms removed."""
    total = dict(left)
    for atom, coefficient in right.items():
        merged = total.get(atom, ZERO) + coefficient
        if merged:
            total[atom] = merged
        else:
            total.pop(atom, None)
    return total


def scale(form: Form, factor: fmpq) -> Form:
    """A rational multiple."""
    return {atom: coefficient * factor for atom, coefficient in form.items()} if factor else {}


def multiply(left: Form, right: Form) -> Form | None:
    """The product, or None where two logarithms meet (products of logarithms have no normal form here)."""
    total: Form = {}
    for (n, e, m), a in left.items():
        for (k, f, j), b in right.items():
            if m > 1 and j > 1:
                return None
            shared = gcd(n, k)
            radicand = n * k // (shared * shared)
            root = isqrt(radicand)
            if root * root == radicand:
                shared, radicand = shared * root, 1
            total = add(total, {(radicand, e + f, m * j): a * b * shared})
    return total


def invert(form: Form) -> Form | None:
    """One over a single term without a logarithm, else None."""
    if len(form) != 1:
        return None
    ((n, e, m), coefficient) = next(iter(form.items()))
    return {(n, -e, 1): 1 / (coefficient * n)} if m == 1 else None


def proportion(left: Form, right: Form) -> fmpq | None:
    """The rational ``c`` with ``left = c * right`` where the forms show one on a shared atom, else None."""
    shared = next((atom for atom in right if atom in left), None)
    if shared is None:
        return None
    factor = left[shared] / right[shared]
    return factor if is_zero(add(left, scale(right, -factor))) else None


def enclosure(form: Form) -> arb:
    """A ball around the value at the precision in force."""
    total = arb(0)
    for (n, e, m), coefficient in form.items():
        term = arb(coefficient)
        if n > 1:
            term *= arb(n).sqrt()
        if e:
            term *= arb(e).exp()
        if m > 1:
            term *= arb(m).log()
        total += term
    return total


def is_zero(form: Form) -> bool:
    """True exactly if the normal form over coprime bases is empty, and then the value is zero."""
    if not form:
        return True
    roots = coprime_base(n for n, _, _ in form)
    logs = coprime_base(m for _, _, m in form)
    reduced: Form = {}
    for (n, e, m), coefficient in form.items():
        square, radicand = _square_free(n, roots)
        for base, exponent in _exponents(m, logs) or [(1, 1)]:
            reduced = add(reduced, {(radicand, e, base): coefficient * square * exponent})
    return not reduced


def coprime_base(numbers: Iterable[int]) -> list[int]:
    """Pairwise coprime whole numbers above 1, no perfect squares, whose products give all inputs."""
    base: list[int] = []
    pending = [n for n in numbers if n > 1]
    while pending:
        number = pending.pop()
        for index, other in enumerate(base):
            shared = gcd(number, other)
            if shared > 1:
                del base[index]
                pending += [part for part in (shared, number // shared, other // shared) if part > 1]
                break
        else:
            root = isqrt(number)
            if root * root == number:
                pending.append(root)
            else:
                base.append(number)
    return base


def _exponents(number: int, base: list[int]) -> list[tuple[int, int]]:
    found = []
    for element in base:
        exponent = 0
        while number % element == 0:
            number //= element
            exponent += 1
        if exponent:
            found.append((element, exponent))
    return found


def _square_free(number: int, base: list[int]) -> tuple[int, int]:
    """``number = square**2 * radicand`` with a radicand that is a product of distinct base elements."""
    square, radicand = 1, 1
    for element, exponent in _exponents(number, base):
        square *= element ** (exponent // 2)
        radicand *= element ** (exponent % 2)
    return square, radicand


def text(form: Form) -> str:
    """The form as people write it, e.g. ``3/8*log(2) - 1/2*sqrt(3)``."""
    written = ""
    for (n, e, m), coefficient in sorted(form.items(), key=lambda item: (item[0][2], item[0][0])):
        factors = [f"sqrt({n})"] * (n > 1) + [f"exp({e})"] * bool(e) + [f"log({m})"] * (m > 1)
        size = abs(coefficient)
        term = "*".join([str(size)] * (size != 1 or not factors) + factors)
        sign = "-" if coefficient < 0 else "+"
        written += f" {sign} {term}" if written else sign.strip("+") + term
    return written or "0"
