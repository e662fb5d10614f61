"""The map of the library: every module, what it is about, and what it offers.

Read off the modules' own headers and public names; the page in ``docs`` is written by this module and a test keeps it
equal.

Main definitions
----------------
``library``   the page: a section a package, a table a folder
``title``     the first sentence of a module
``inner``     the folders of a package
"""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

PACKAGES = (
    "isolation", "own_code",
    "numbers", "sequences", "measures", "chains", "learning", "decoding", "counting", "decisions", "compiled", "claims", "proofs",
    "report", "drafts", "appendix", "conjectures", "assistants", "site",
)  # fmt: skip
# What a claim's sides are written with: of these the functions are told with their arguments.
CALLED = ("sequences", "measures", "chains", "learning", "decoding", "counting", "decisions")
HEAD = """\
# The map of the library

> Where in the library is what, and which module may import which?

A module imports only from its own package and from those above it on this page, as in `from theory_lab.measures import profiles`
and `from theory_lab.decoding.choice import best_of_n`. Functions of objects are listed with their arguments, those in
brackets are optional. The docstring of every public function states shapes, units and conventions.
"""


def library() -> str:
    """The page as Markdown, a section a package, a table a folder."""
    root = Path(__file__).resolve().parents[1]
    return HEAD + "".join(_section(root / package) for package in PACKAGES)


def inner(package: Path) -> list[Path]:
    """The folders of modules in a package, in alphabetical order."""
    return [path.parent for path in sorted(package.glob("*/__init__.py"))]


def title(module: Path) -> str:
    """The first sentence of a module's docstring, on one line, in Markdown."""
    first = (ast.get_docstring(_tree(module)) or "").split("\n\n")[0]
    return " ".join(first.split()).replace("``", "`").replace("|", "\\|")


def _section(package: Path) -> str:
    exported = _exported(_tree(package / "__init__.py"))
    offers = f"`theory_lab.{package.name}` itself offers {_listed(exported)}.\n\n" if exported else ""
    called = package.name in CALLED
    opening = f"\n## {package.name}\n\n{title(package / '__init__.py')}\n\n{offers}{_table(package, called)}"
    return opening + "".join(_inner(folder, f"{package.name}/{folder.name}", called) for folder in inner(package))


def _inner(folder: Path, place: str, called: bool) -> str:
    """The table of a folder, and those of the folders in it."""
    table = f"\n### {place}\n\n{title(folder / '__init__.py')}\n\n{_table(folder, called)}"
    return table + "".join(_inner(further, f"{place}/{further.name}", called) for further in inner(folder))


def _table(folder: Path, called: bool) -> str:
    rows = "".join(_row(path, called) for path in sorted(folder.glob("*.py")) if path.stem != "__init__")
    return f"| module | about | offers |\n|---|---|---|\n{rows}"


def _row(path: Path, called: bool) -> str:
    tree = _tree(path)
    kinds = (ast.FunctionDef, ast.ClassDef)
    nodes = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    shown = {node.name: _call(node) for node in nodes if called and isinstance(node, ast.FunctionDef)}
    names = _exported(tree) or [node.name for node in nodes]
    return f"| `{path.stem}` | {title(path)} | {_listed([shown.get(name, name) for name in names])} |\n"


def _call(function: ast.FunctionDef) -> str:
    """``coverage(p, q, level[, strict])``: a function with the names of its arguments."""
    told = function.args
    plain = [one.arg for one in (*told.posonlyargs, *told.args)]
    first = len(plain) - len(told.defaults)
    by_name = list(zip(told.kwonlyargs, told.kw_defaults, strict=True))
    needed = plain[:first] + ([f"*{told.vararg.arg}"] if told.vararg else [])
    needed += [f"{one.arg}=" for one, default in by_name if default is None]
    optional = plain[first:] + [f"{one.arg}=" for one, default in by_name if default is not None]
    further = f"[{', ' if needed else ''}{', '.join(optional)}]" if optional else ""
    return f"{function.name}({', '.join(needed)}{further})"


def _exported(tree: ast.Module) -> list[str]:
    """The names in ``__all__``."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return sorted(ast.literal_eval(node.value), key=str.lower)
    return []


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


@lru_cache(maxsize=1)  # a module is asked for its title and its names one after the other
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))
