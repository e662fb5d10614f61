"""What the claims of a paper share is written once: in its ``_settings.py`` or in the library.

A body is what a named function of a module does, without its docstring; the names of the function and of its arguments do not
count, those inside do.  Two functions that differ in a number differ.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from theory_lab.claims import registry

LONG = 30  # names, constants, operators: three lines of a formula
MOST = 5  # bodies in more than one file: one or two lines that happen to be equal


def body_of(function: ast.FunctionDef) -> str:
    """The statements of a function, its arguments numbered in their order."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    numbers = {argument.arg: f"argument{k}" for k, argument in enumerate(arguments)}
    statements = function.body[ast.get_docstring(function, clean=False) is not None :]
    copy = ast.parse("\n".join(map(ast.unparse, statements)))
    for node in ast.walk(copy):
        if isinstance(node, ast.Name):
            node.id = numbers.get(node.id, node.id)
    return ast.dump(copy)


def repeated(root: Path) -> dict[str, list[str]]:
    """The bodies that stand in more than one file below a folder, and where."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(root.rglob("*.py")):
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.FunctionDef):
                places[body_of(node)].append(f"{path.relative_to(root)}:{node.name}")
    return {body: found for body, found in places.items() if len({place.split(":")[0] for place in found}) > 1}


def long_expressions(root: Path) -> dict[str, list[str]]:
    """The expressions of at least ``LONG`` parts that stand in more than one file below a folder, and where."""
    places: dict[str, set[str]] = defaultdict(set)
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.expr) and sum(isinstance(part, ast.expr) for part in ast.walk(node)) >= LONG:
                places[ast.unparse(node)].add(str(path.relative_to(root)))
    return {text: sorted(found) for text, found in places.items() if len(found) > 1}


def test_long_expressions_are_written_once() -> None:
    """Sides, spaces and derived objects that are lambdas and dicts."""
    found = long_expressions(registry.default_root())
    assert len(found) <= MOST, "\n".join(f"{', '.join(places)}: {text}" for text, places in found.items())


def test_function_bodies_are_written_once() -> None:
    found = sorted(repeated(registry.default_root()).values(), key=len, reverse=True)
    assert len(found) <= MOST, "\n".join(", ".join(places) for places in found)


def test_the_names_of_arguments_do_not_hide_a_repetition(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('def f(x):\n    """One."""\n    y = x + 1\n    return y * y\n')
    (tmp_path / "b.py").write_text('def g(z):\n    """Two."""\n    y = z + 1\n    return y * y\n')
    (tmp_path / "c.py").write_text("def f(x):\n    y = x + 2\n    return y * y\n")
    assert list(repeated(tmp_path).values()) == [["a.py:f", "b.py:g"]]
