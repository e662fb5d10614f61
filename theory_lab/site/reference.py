"""The reference: every public module with its functions and classes, read off the code without running it.

Main definitions
----------------
``Module``     a module as a page
``modules``    all modules of the library that have something public
``words``      a docstring as HTML
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from theory_lab.site.entries import spans
from theory_lab.site.typesetting.writing import spans_of

LIBRARY = Path(__file__).resolve().parents[1]
_UNDERLINE = re.compile(r"^[-=~]{3,}$")
WIDE = 100  # signatures up to this length stand on one line


@dataclass(frozen=True)
class Member:
    """A function, a class, or a method or field of one."""

    name: str
    signature: str
    doc: str
    members: tuple[Member, ...] = ()
    is_field: bool = False


@dataclass(frozen=True)
class Module:
    """A module: its dotted name, its docstring and its members."""

    name: str
    doc: str
    members: tuple[Member, ...]

    @property
    def title(self) -> str:
        return " ".join(self.doc.split("\n\n")[0].split()).rstrip(".")

    @property
    def content(self) -> Markup:
        """The page below the heading."""
        return words(self.doc) + Markup("").join(_member(member, "") for member in self.members)


def modules(root: Path = LIBRARY) -> list[Module]:
    """Modules in alphabetical order; folders are listed by their own docstrings."""
    found = []
    for path in sorted(root.rglob("*.py")):
        parts = (root.name, *path.relative_to(root).with_suffix("").parts)
        if path.stem != "__main__":
            name = ".".join(parts[:-1] if path.stem == "__init__" else parts)
            tree = ast.parse(path.read_text("utf-8"))
            found.append(Module(name, ast.get_docstring(tree) or "", tuple(_members(tree))))
    return found


def _members(tree: ast.Module | ast.ClassDef) -> Iterator[Member]:
    """What does not open with an underscore; of a class its public methods and fields."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            inner = tuple(_members(node)) if isinstance(node, ast.ClassDef) else ()
            yield Member(node.name, _signature(node), ast.get_docstring(node) or "", inner)
        elif isinstance(tree, ast.ClassDef) and isinstance(node, ast.AnnAssign) and not ast.unparse(node.target).startswith("_"):
            yield Member(ast.unparse(node.target), ast.unparse(node), "", is_field=True)


def _signature(node: ast.FunctionDef | ast.ClassDef) -> str:
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(ast.unparse(base) for base in node.bases)
        return f"class {node.name}({bases})" if bases else f"class {node.name}"
    kinds = {"property", "cached_property", "classmethod", "staticmethod"}
    marks = [f"@{name}\n" for decorator in node.decorator_list if (name := ast.unparse(decorator)) in kinds]
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    flat = f"def {node.name}({ast.unparse(node.args)}){result}"
    if len(flat) <= WIDE:
        return "".join(marks) + flat
    arguments = "".join(f"    {argument},\n" for argument in _arguments(node.args))
    return "".join(marks) + f"def {node.name}(\n{arguments}){result}"


def _arguments(arguments: ast.arguments) -> Iterator[str]:
    """Each argument with its annotation and default."""
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + list(arguments.defaults)
    yield from (_argument(one, default) for one, default in zip(plain, defaults, strict=True))
    if arguments.vararg:
        yield f"*{_argument(arguments.vararg, None)}"
    elif arguments.kwonlyargs:
        yield "*"
    yield from (_argument(one, default) for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))
    if arguments.kwarg:
        yield f"**{_argument(arguments.kwarg, None)}"


def _argument(one: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(one.annotation)}" if one.annotation else ""
    value = "" if default is None else f" = {ast.unparse(default)}" if kind else f"={ast.unparse(default)}"
    return f"{one.arg}{kind}{value}"


def _member(member: Member, place: str) -> Markup:
    anchor = f"{place}.{member.name}" if place else member.name
    fields = "\n".join(one.signature for one in member.members if one.is_field)
    listed = Markup('<pre class="signature"><code>{}</code></pre>').format(spans_of(fields)) if fields else Markup("")
    inner = listed + Markup("").join(_member(one, anchor) for one in member.members if not one.is_field)
    head = Markup('<pre class="signature" id="{}"><code>{}</code></pre>').format(anchor, spans_of(member.signature))
    level = 3 if place.count(".") and place.rpartition(".")[2][:1].isupper() else 2
    title = Markup("<h{0}>{1}</h{0}>").format(level, member.name)
    return title + head + Markup('<div class="member">{}{}</div>').format(words(member.doc), inner)


def words(doc: str) -> Markup:
    """A docstring: paragraphs, headings with a line below, and what is set in columns as it stands."""
    return Markup("").join(map(_block, _blocks(doc)))


def _blocks(doc: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in doc.splitlines():
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _block(lines: Sequence[str]) -> Markup:
    if len(lines) > 1 and _UNDERLINE.match(lines[1].strip()):
        rest = _block(lines[2:]) if lines[2:] else Markup("")
        return Markup("<p><b>{}</b></p>").format(lines[0].strip()) + rest
    columns = any(re.search(r"\S {2,}\S", line.strip().replace(".  ", ". ")) for line in lines)
    if columns or any(line.startswith((" ", ">>>")) for line in lines):
        return Markup("<pre>{}</pre>").format(escape("\n".join(lines).replace("``", "")))
    if lines[0].lstrip().startswith(("- ", "* ")):
        return Markup("<pre>{}</pre>").format("\n".join(lines))
    return Markup("<p>{}</p>").format(spans(" ".join(lines)))
