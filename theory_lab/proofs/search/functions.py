"""The logarithms, exponentials and roots that a proof needs on a cell.

Main definitions: ``Functions``.

Conventions: nothing here is trusted.  A generator is told as ``[name, kind, argument, proof]``, as the kernel reads it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flint import fmpq, fmpz

from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import FUNCTIONS, Field, Generator, argument_of
from theory_lab.proofs.kernel.functions import moved
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.search.algebra import factored, quotient_text, text_of
from theory_lab.proofs.search.places.points import Points

Tree = dict[str, Any]
DEPTH, CUTS = 9, 2  # rules below each other, and cuts of a range below each other


class Functions(ABC):
    """What a field lacks for a function, with proofs that arguments are positive."""

    @abstractmethod
    def prove(self, e: Quotient, field: Field, strict: bool = False, depth: int = DEPTH, cuts: int = CUTS) -> Tree | None:
        """A proof of ``e >= 0`` (``e > 0``) on the cell; the search gives it."""

    def carried(self, e: Quotient, field: Field, target: Field, images: Mapping[str, Quotient]) -> tuple[Field, list[Any]]:
        """The target with the generators that a function needs there after a substitution, and how they are told."""
        ends = [end for side in target.cell for end in (side.low, side.high) if end is not None]
        if any(g >= len(target.generators) for end in ends for part in (end.n, end.d) for g in poly.degrees(part)):
            raise Rejected("a range of the target ends at a function that is not there yet")
        given: list[Any] = []
        needed = set()
        waiting = [*poly.degrees(e.n), *poly.degrees(e.d)]
        while waiting:
            g = waiting.pop()
            needed.add(g)
            if (argument := field.generators[g].argument) is not None:
                waiting += [*poly.degrees(argument.n), *poly.degrees(argument.d)]
        for g in sorted(needed):
            one = field.generators[g]
            if one.argument is not None:
                argument = moved(field, one.argument, target, images)
                target, more = self.with_function(target, one.kind, argument)
                given += more
        return target, given

    def with_function(self, field: Field, kind: str, argument: Quotient) -> tuple[Field, list[Any]]:
        """The field with what ``log``, ``exp`` or ``sqrt`` of a function needs; raises ``Rejected`` where that is not proved."""
        given: list[Any] = []
        if kind == "exp":
            return self._with_exponential(field, argument)
        content, found = factored(argument)
        for f, k in found:
            alone = len(f) == 1 and (g := next(iter(poly.degrees(f)))) is not None and f == generator(g)
            if alone and field.generators[g].kind == "exp":
                continue
            odd = kind == "sqrt" and k % 2 == 1
            if kind == "sqrt" and not odd and any(f == base for base, _ in functions.nonnegative(field)):
                continue
            field, more = self._with_positive(field, "sqrt" if odd else "log", f)
            given += more
        whole = abs(content)
        for number in (int(whole.p), int(whole.q)):
            for prime, count in fmpz(number).factor() if number > 1 else ():
                if kind == "log" or count % 2:
                    field, more = self._with_positive(field, kind, constant(fmpq(int(prime))))
                    given += more
        return field, given

    def _with_positive(self, field: Field, kind: str, f: Poly) -> tuple[Field, list[Any]]:
        signs = sorted(Points(field).signs(f), reverse=True) or [1]
        for sign in signs:  # where facts decide, points have both
            argument = sign * f
            told = (one for one in field.generators if FUNCTIONS.get(one.kind) == kind)
            if any(argument_of(one).n in (argument, -argument) for one in told):
                return field, []
            proof = self.prove(Quotient(argument), field, True, 4, 1)
            if proof is not None:
                return self._with(field, kind, Quotient(argument), proof)
            if kind == "sqrt" and (proof := self.prove(Quotient(argument), field, False, 4, 1)) is not None:
                return self._with(field, "root", Quotient(argument), proof)
        raise Rejected(f"a logarithm or a root needs {text_of(signs[0] * f, field)} > 0, which was not shown")

    def _with_exponential(self, field: Field, argument: Quotient) -> tuple[Field, list[Any]]:
        try:
            functions.exp(field, argument)
            return field, []
        except Rejected:
            pass
        for i, one in enumerate(field.generators):
            if one.kind == "log" and argument.d == 1:
                count = poly.derivative(argument.n, i)
                if count and count.is_constant() and count.leading_coefficient().q == 1:
                    argument = argument - Quotient(generator(i) * count)
            ratio = argument / argument_of(one) if one.kind == "exp" and argument_of(one).n else Quotient(0)
            if ratio.n and ratio.is_constant and ratio.value.q == 1:
                return field, []
        if not argument.n or not positive_signs(argument.d, field, strict=True):
            return field, []
        return self._with(field, "exp", argument, None)

    def _with(self, field: Field, kind: str, argument: Quotient, proof: Tree | None) -> tuple[Field, list[Any]]:
        name = f"{kind}{sum(one.kind != 'var' for one in field.generators)}"
        told = [name, kind, quotient_text(argument, field), proof]
        return replace(field, generators=(*field.generators, Generator(name, kind, argument))), [told]
