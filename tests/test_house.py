"""The house: sizes of modules and folders, and imports that run in circles."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "theory_lab").rglob("*.py"))
LONGEST = 300  # lines: a module that is read in one sitting
MOST = 12  # files beside ``__init__.py``: a folder that is seen at a glance
FEWER = {"claims": 5, "numbers": 4}  # of those that are folders by trust, what is none of them


def test_no_module_is_long() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_folder_is_large() -> None:
    sizes = {_name(path): len(list(path.parent.glob("*.py"))) - 1 for path in MODULES if path.stem == "__init__"}
    most = {_name(ROOT / "theory_lab" / folder / "__init__.py"): files for folder, files in FEWER.items()}
    assert most.keys() < sizes.keys()
    assert {name: files for name, files in sizes.items() if files > most.get(name, MOST)} == {}


def test_every_folder_is_a_package() -> None:
    assert {path.parent for path in MODULES} == {path.parent for path in MODULES if path.stem == "__init__"}


def test_imports_have_no_circle() -> None:
    """Imports for type checkers and inside functions count too."""
    imports = nx.DiGraph((_name(path), name) for path in MODULES for name in _imported(path))
    loops = [sorted(circle) for circle in nx.strongly_connected_components(imports) if len(circle) > 1]
    assert sorted(loops) == []
    assert list(nx.selfloop_edges(imports)) == []


def test_claims_import_from_modules_and_not_from_folders() -> None:
    """A folder that other code had imported keeps the neighbour that a claim took from it, and the next run finds no module."""
    from_folder = re.compile(r"^\s*from proofs_check(\.\w+)? import", re.MULTILINE)
    assert from_folder.search("from proofs_check.alignment import neighbour")
    files = sorted((ROOT / "proofs_check").rglob("*.py"))
    assert len(files) > 500
    assert [path.name for path in files if from_folder.search(path.read_text(encoding="utf-8"))] == []


def _imported(path: Path) -> set[str]:
    """The modules of the library that a module names in its imports."""
    known = {_name(module) for module in MODULES}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known) | ({node.module} if inner - known else set())
    return found & known


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
