"""What an assistant can build claims from.

Main definitions: ``shelves``.

Conventions: files are read and not run.
"""

from __future__ import annotations

import ast
from importlib import resources
from pathlib import Path
from typing import Any

from theory_lab.claims import registry
from theory_lab.report.library import PACKAGES, title

MOST = 40  # modules and claims in one answer: a page
_ROOT = Path(__file__).resolve().parents[1]


def shelves(topic: str = "") -> dict[str, Any]:
    """A template of a claim file, the fields, and the modules and shipped claims in whose words the topic occurs."""
    words = topic.lower().split()
    modules = [one for one in _modules() if _about(words, " ".join(map(str, one.values())))]
    claims = [one for one in _claims() if _about(words, " ".join(one.values()))] if words else []
    return {
        "template": _template(),
        "fields": _offers(_ROOT / "claims" / "__init__.py"),
        "numbers": _offers(_ROOT / "numbers" / "functions.py"),
        "modules": modules[:MOST],
        "claims": claims[:MOST],
        "left_out": max(0, len(modules) - MOST) + max(0, len(claims) - MOST),
    }


def _about(words: list[str], text: str) -> bool:
    return all(word in text.lower() for word in words)


def _template() -> str:
    text = resources.files("theory_lab.drafts").joinpath("templates/claim.txt").read_text("utf-8")
    return text.replace("{{ title }}", "Title").replace("{{ paper }}", "my notes")


def _modules() -> list[dict[str, Any]]:
    """Every module of the library: its name, its title, its public functions with their first lines."""
    found = []
    for package in PACKAGES:
        for path in sorted((_ROOT / package).rglob("*.py")):
            if path.stem != "__init__":
                name = ".".join(("theory_lab", *path.relative_to(_ROOT).with_suffix("").parts))
                found.append({"module": name, "about": title(path), "offers": _offers(path)})
    return found


def _offers(path: Path) -> dict[str, str]:
    """The public functions and classes of a module with the first lines of their docstrings; what a package exports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.stem == "__init__":
        return {"exports": ", ".join(a.asname or a.name for n in tree.body if isinstance(n, ast.ImportFrom) for a in n.names)}
    kinds = (ast.FunctionDef, ast.ClassDef)
    public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    return {node.name: (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ") for node in public}


def _claims() -> list[dict[str, str]]:
    """The shipped claims: id and the words of their files' heads."""
    try:
        places = registry.find()
    except registry.LoadError:
        return []
    return [
        {"claim": name, "about": (ast.get_docstring(ast.parse(registry.split(path)[0].read_bytes())) or "").split("\n\n")[0]}
        for name, path in places
    ]
