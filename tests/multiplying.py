"""The claims whose code multiplies matrices of floats, or solves with them: ``python -m tests.multiplying`` prints their names.

Such products add up differently on other processors (BLAS). Exact numbers, balls and intervals multiply without them, so that
everything else is decided alike on every processor.

Main definitions: ``multiplying``.

Conventions: by what is written and not by what runs. The code of a claim is its file and what that imports, directly or by way
of others, of its paper's settings and of the formulas of this library; SciPy counts as products wherever it is imported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from theory_lab.claims import registry

ROOT = Path(__file__).parents[1]
PRODUCTS = {"dot", "matmul", "einsum", "tensordot", "inner", "vdot", "linalg"}
# Of the numbers of this library: values of linear programs, whose prices are compared in floats before they are in rationals.
PROGRAMS = {"lp_value", "optima", "pivoting", "programs"}
# What decides: exact numbers, and intervals that add up by themselves; programs are named above.
APART = ("theory_lab.claims", "theory_lab.numbers")


def multiplying() -> list[str]:
    """The names of these claims, in the order of all."""
    return [name for name, place in registry.find() if any(map(_multiplies, _code_of(registry.split(place)[0])))]


def _code_of(path: Path) -> set[Path]:
    """A file of this repository with those that it imports."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file)
    return found


@cache
def _multiplies(file: Path) -> bool:
    return any(_is_product(node) for node in ast.walk(_parsed(file)))


def _is_product(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return (node.value.id == "np" and node.attr in PRODUCTS) or node.attr in PROGRAMS
    if isinstance(node, ast.Import | ast.ImportFrom):
        return any(map(_solves, _names(node)))
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)


def _solves(name: str) -> bool:
    parts = name.split(".")
    return parts[0] == "scipy" or (parts[:2] == ["theory_lab", "numbers"] and not PROGRAMS.isdisjoint(parts))


@cache
def _imported(file: Path) -> tuple[Path, ...]:
    """The files of this repository from which a file imports."""
    names = {name for node in ast.walk(_parsed(file)) for name in _names(node) if not name.startswith(APART)}
    parts = [name.split(".") for name in names]
    places = {Path(*part[:k]) for part in parts for k in range(1, len(part) + 1)}
    found = [file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")]
    return tuple(ROOT / file for file in found if (ROOT / file).is_file())


def _names(node: ast.AST) -> Iterator[str]:
    """The dotted names that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    print(*multiplying())
