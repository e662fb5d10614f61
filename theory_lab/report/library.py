"""The map of the library: every module, what it is about, and what it offers.

Read off the modules' own headers and public names; the page in ``docs`` is written by this module and a test keeps it
equal.

Main definitions: ``library``.
"""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGES = (
    "numbers", "sequences", "measures", "chains", "learning", "decoding", "counting", "decisions", "claims", "report",
)  # fmt: skip
HEAD = """\
# The map of the library

Data flows down this page: a module imports only from its own package and from those above it. `from theory_lab.measures import
profiles` and the like; every public function says shapes, units and conventions in its docstring.
"""


def library() -> str:
    """The page as Markdown, one table a package."""
    root = Path(__file__).resolve().parents[1]
    return HEAD + "".join(_section(root / package) for package in PACKAGES)


def _section(folder: Path) -> str:
    package = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    opening = f"\n## {folder.name}\n\n{_title(package)}\n\n"
    if names := _exported(package):
        return f"{opening}`theory_lab.{folder.name}` itself offers {_listed(names)}.\n"
    rows = "".join(_row(path) for path in sorted(folder.glob("*.py")) if path.stem != "__init__")
    return f"{opening}| module | about | offers |\n|---|---|---|\n{rows}"


def _exported(package: ast.Module) -> list[str]:
    """The names in ``__all__``."""
    for node in package.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return sorted(ast.literal_eval(node.value), key=str.lower)
    return []


def _row(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    defined = [node.name for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    names = _exported(tree) or defined
    return f"| `{path.stem}` | {_title(tree)} | {_listed(names)} |\n"


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _title(tree: ast.Module) -> str:
    """The first sentence of a docstring, on one line, in Markdown."""
    first = (ast.get_docstring(tree) or "").split("\n\n")[0]
    return " ".join(first.split()).replace("``", "`").replace("|", "\\|")
