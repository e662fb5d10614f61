"""Factors and texts of polynomials, for the search alone.

FLINT factors; what it finds is checked by the kernel, which has no factorisation of its own.

Main definitions: ``factored`` (a quotient as a product), ``text_of`` (a polynomial as the kernel reads it), ``Conversion`` (of
terms to quotients in lowest terms).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected
from theory_lab.proofs.terms import Term

LONG = 20_000  # terms of a polynomial beyond which a formula is given up
CHUNK = 60  # summands side by side; longer sums get brackets, so that reading them does not recurse deeply


def _flint(p: Poly, count: int) -> fmpq_mpoly:
    context = fmpq_mpoly_ctx.get([f"g{i}" for i in range(max(count, 1))], Ordering.lex)
    return context.from_dict({tuple(poly.exponent(m, i) for i in range(max(count, 1))): c for m, c in p.items()})


def _ours(p: fmpq_mpoly) -> Poly:
    return {sum(int(k) << (poly.BITS * i) for i, k in enumerate(exponents) if k): fmpq(c) for exponents, c in p.to_dict().items()}


def factors(p: Poly, count: int) -> tuple[fmpq, list[tuple[Poly, int]]]:
    """A constant, and irreducible polynomials with their powers."""
    if poly.is_constant(p):
        return p.get(0, fmpq(0)), []
    content, found = _flint(p, count).factor()
    return fmpq(content), [(_ours(f), int(k)) for f, k in found]


def factored(e: Quotient, count: int) -> tuple[fmpq, list[tuple[Poly, int, int]]]:
    """``e`` as a constant times ``f**(k - m)``: each irreducible ``f`` with its powers above and below."""
    (top, above), (bottom, below) = factors(e.n, count), factors(e.d, count)
    found = [[f, k, 0] for f, k in above]
    for f, m in below:
        same = [one for one in found if one[0] == f]
        if same:
            same[0][2] = m
        else:
            found.append([f, 0, m])
    return top / bottom, [(f, k, m) for f, k, m in found]


def reduced(e: Quotient, count: int) -> Quotient:
    """The quotient without common factors, its denominator monic in sign."""
    if poly.is_constant(e.d):
        return Quotient.of(poly.scale(e.n, 1 / e.d[0]))
    n, d = _flint(e.n, count), _flint(e.d, count)
    common = n.gcd(d)
    return Quotient(_ours(n / common), _ours(d / common))


def text_of(p: Poly, field: Field) -> str:
    """A polynomial as text, in the names of the generators."""
    return written(p, [one.name for one in field.generators])


def written(p: Poly, names: Sequence[str]) -> str:
    """A polynomial as text, in names for the generators."""
    return _sum([_monomial(m, c, names) for m, c in sorted(p.items(), reverse=True)]) if p else "0"


def _sum(parts: Sequence[str]) -> str:
    if len(parts) <= CHUNK:
        return " + ".join(parts).replace("+ -", "- ")
    half = len(parts) // 2
    return f"({_sum(parts[:half])}) + ({_sum(parts[half:])})"


def _monomial(m: int, c: fmpq, names: Sequence[str]) -> str:
    powers = [(name, poly.exponent(m, i)) for i, name in enumerate(names)]
    parts = [name if k == 1 else f"{name}**{k}" for name, k in powers if k]
    size = str(abs(c)) if c.q == 1 else f"({abs(c)})"
    if size != "1" or not parts:
        parts.insert(0, size)
    return ("-" if c < 0 else "") + "*".join(parts)


def quotient_text(e: Quotient, field: Field) -> str:
    """A quotient as text."""
    if poly.is_constant(e.d):
        return text_of(poly.scale(e.n, 1 / e.d[0]), field)
    return f"({text_of(e.n, field)})/({text_of(e.d, field)})"


class Conversion:
    """Terms as reduced quotients, by FLINT, and the factors of all denominators on the way."""

    def __init__(self, field: Field) -> None:
        self.field, self.count = field, len(field.generators)
        self.known: dict[Term, tuple[fmpq_mpoly, fmpq_mpoly]] = {}
        self.denominators: set[str] = set()
        self.bases: list[Poly] = []
        self.context = fmpq_mpoly_ctx.get([f"g{i}" for i in range(self.count)], Ordering.lex)

    def of(self, term: Term) -> Quotient:
        """A term as a quotient in lowest terms."""
        n, d = self._of(term)
        return Quotient(_ours(n), _ours(d))

    def _of(self, term: Term) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        if term not in self.known:
            self.known[term] = self._made(term, [self._of(part) for part in term.parts])
        return self.known[term]

    def _reduced(self, n: fmpq_mpoly, d: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        if len(n) > LONG or len(d) > LONG:
            raise Rejected("a polynomial is too long")
        if not d.is_constant():
            if str(d) not in self.denominators:
                self.denominators.add(str(d))
                self.bases += [f for f in map(_ours, (f for f, _ in d.factor()[1])) if f not in self.bases]
            common = n.gcd(d)
            if not common.is_constant():
                n, d = n / common, d / common
        return n, d

    def _made(self, term: Term, parts: list[tuple[fmpq_mpoly, fmpq_mpoly]]) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        match term.op:
            case "add" | "sum" | "sub":
                if term.op == "sub":
                    parts = [parts[0], (-parts[1][0], parts[1][1])]
                n, d = parts[0]
                for a, b in parts[1:]:
                    if d == b:
                        n, d = self._reduced(n + a, d)
                        continue
                    common = d.gcd(b)
                    up, down = b / common, d / common
                    n, d = self._reduced(n * up + a * down, d * up)
                return n, d
            case "mul":
                return self._reduced(parts[0][0] * parts[1][0], parts[0][1] * parts[1][1])
            case "div":
                if not parts[1][0]:
                    raise Rejected("a division by zero")
                return self._reduced(parts[0][0] * parts[1][1], parts[0][1] * parts[1][0])
            case "neg":
                return -parts[0][0], parts[0][1]
            case "pow":
                return parts[0][0] ** term.args[1], parts[0][1] ** term.args[1]
            case "log" | "exp" | "sqrt":
                q = functions.WRITE[term.op](self.field, Quotient(_ours(parts[0][0]), _ours(parts[0][1])))
            case _:
                q = of_term(self.field, term)
        return self._reduced(_flint(q.n, self.count), _flint(q.d, self.count))
