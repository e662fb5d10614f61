"""The shapes in signatures, run while tests run.

``install`` lets ``formula`` compare arguments and results with the shapes of ``sequences.shapes``. A formula's own refusal of bad
input comes first.

Main definitions: ``install``, ``shaped``.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar, get_args, get_origin

from beartype import beartype
from jaxtyping import Shaped, jaxtyped

from theory_lab import numbers
from theory_lab.numbers import Array
from theory_lab.sequences import shapes
from theory_lab.sequences.trees import Tree

F = TypeVar("F", bound=Callable[..., Any])

Array.dtype = "number"  # type: ignore[attr-defined]  # jaxtyping asks for one
KINDS = {
    name: Shaped[Any, get_args(kind)[1]] for name, kind in vars(shapes).items() if get_origin(kind) is Annotated
}  # whatever has a shape: formulas take whole-number tables of NumPy too


def install() -> None:
    """Before the modules of formulas are imported."""
    original = numbers.formula
    numbers.formula = lambda f: original(shaped(f))


def shaped(f: F) -> F:
    """``f`` with its shapes compared, where its signature names any."""
    hints = {name: _shape(hint) for name, hint in f.__annotations__.items()}
    if all(hint is Any for hint in hints.values()):
        return f
    place = len(_COMPARISONS)
    _COMPARISONS.append(_Comparison(f, hints))

    @functools.wraps(f)
    def run(*args: Any, **options: Any) -> Any:
        result = f(*args, **options)
        _COMPARISONS[place].compare(args, options, result)
        return result

    run.__code__ = run.__code__.replace(co_filename=f.__code__.co_filename)  # it counts as code of the library, as ``f`` does
    return run  # type: ignore[return-value]


class _Comparison:
    """The shapes in the signature of one formula, held against those of its arguments and results."""

    def __init__(self, f: Callable[..., Any], hints: dict[str, Any]) -> None:
        self.results: list[Any] = []
        self.met: set[Any] = set()  # comparing takes a millisecond, and most calls have the shapes of an earlier one

        def answer(*args: Any, **options: Any) -> Any:
            return self.results[-1]

        answer.__signature__ = _with(inspect.signature(f), hints)  # type: ignore[attr-defined]
        answer.__name__ = answer.__qualname__ = f.__name__
        self.run = jaxtyped(answer, typechecker=beartype)

    def compare(self, args: tuple[Any, ...], options: dict[str, Any], result: Any) -> None:
        outline = _outline((*args, *options.items(), result))
        if outline not in self.met:
            self.results.append(result)
            try:
                self.run(*args, **options)
            finally:
                self.results.pop()
            self.met.add(outline)


# By places in a list: whoever follows what a formula holds, as ``function_catches`` does, meets the formula and a number, and not
# thousands of objects of those who compare.
_COMPARISONS: list[_Comparison] = []


def _outline(value: Any) -> Any:
    """All that shapes depend on."""
    if isinstance(value, tuple):
        return tuple(map(_outline, value))
    return value if isinstance(value, Tree | str) else getattr(value, "shape", None)


def _shape(hint: Any) -> Any:
    """The shapes that a hint names, ``Any`` if none."""
    if isinstance(hint, str) and KINDS.keys() & set(re.findall(r"\w+", hint)):
        return eval(hint, {**KINDS, "Array": Array, "Any": Any})
    return Any


def _with(signature: inspect.Signature, hints: dict[str, Any]) -> inspect.Signature:
    parameters = [p.replace(annotation=hints.get(p.name, Any)) for p in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=hints.get("return", Any))
