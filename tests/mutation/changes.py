"""Small changes to a module: those of cosmic-ray.

Of the maintained tools it is the one that also changes constants of a module and functions under a decorator, where thresholds
and formulas are.

Main definitions: ``places``, ``mutant``, ``Mutant``.

Conventions: a change that cannot matter by construction is none: to an annotation; to what stands in a ``raise``, whose type
alone is promised; to the size of a cache, or a cache taken away (speed); to ``frozen``, ``slots`` and the like of a dataclass and
``strict=True`` of ``zip`` (assertions about this code itself, which no input reaches); to what type checkers alone read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.mutation.suites import LIBRARY

CACHES = {"cache", "lru_cache"}
PLAIN = {"frozen", "slots", "kw_only", "eq", "repr"}


@dataclass(frozen=True)
class Place:
    """Where one of cosmic-ray's operators changes a module."""

    module: str
    operator: str
    occurrence: int


@dataclass(frozen=True)
class Mutant:
    """One change to one module; ``line`` counts from 1."""

    module: str
    line: int
    before: str
    after: str
    code: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.before.strip()}  ->  {self.after.strip()}"


@cache
def operators() -> dict[str, Any]:
    """Cosmic-ray's operators that need no argument, by name."""
    import parso.python.tree  # noqa: F401  # before cosmic_ray, whose own import of it is circular
    from cosmic_ray.operators.provider import OperatorProvider

    provider: Any = OperatorProvider()
    return {name: provider[name]() for name in sorted(provider) if not provider[name].arguments()}


def places(module: str) -> Iterator[Place]:
    """Every place of a module of the library that an operator changes."""
    known = operators()
    from cosmic_ray.ast import ast_nodes, get_ast

    nodes = list(ast_nodes(get_ast(source_of(module))))
    for name, operator in known.items():
        count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        yield from (Place(module, name, occurrence) for occurrence in range(count))


def mutant(place: Place) -> Mutant | None:
    """The change at a place; None where it cannot matter by construction, and where it is no Python."""
    operator = operators()[place.operator]
    from cosmic_ray.mutating import mutate_code

    source = source_of(place.module)
    code = mutate_code(source, operator, place.occurrence)
    if code is None or meaning(code) in (meaning(source), ""):
        return None
    pairs = list(zip(source.splitlines(), code.splitlines(), strict=False))
    line = next((k for k, (a, b) in enumerate(pairs) if a != b), len(pairs) - 1)
    return Mutant(place.module, line + 1, *pairs[line], code)


@cache
def source_of(module: str) -> str:
    """The text of a module of the library."""
    return (LIBRARY / module).read_text(encoding="utf-8")


@cache
def meaning(source: str) -> str:
    """What Python runs, without what cannot matter; '' where it does not parse."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    return ast.dump(_Plain().visit(tree))


class _Plain(ast.NodeTransformer):
    """A tree without annotations, texts of errors, caches, assertions about the code itself."""

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.decorator_list = [one for one in node.decorator_list if _name(one) not in CACHES]
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if isinstance(node.exc, ast.Call):
            node.exc = node.exc.func
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        return ast.Pass()

    def visit_If(self, node: ast.If) -> ast.AST:
        return ast.Pass() if _name(node.test) == "TYPE_CHECKING" else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        dropped = PLAIN if _name(node.func) == "dataclass" else {"maxsize"} if _name(node.func) in CACHES else set[str]()
        node.keywords = [one for one in node.keywords if one.arg not in dropped and not _is_strict(node, one)]
        return self.generic_visit(node)


def _is_strict(call: ast.Call, option: ast.keyword) -> bool:
    """``strict=True`` of ``zip``; taken away where it is ``False`` too, which changes alike."""
    return _name(call.func) == "zip" and option.arg == "strict"


def _name(node: ast.AST) -> str:
    inner = node.func if isinstance(node, ast.Call) else node
    return inner.id if isinstance(inner, ast.Name) else inner.attr if isinstance(inner, ast.Attribute) else ""
