"""Shelves of prose: guides, notebooks and the reference, each with its contents at the side.

Main definitions
----------------
``Shelf``       the pages of one part of the site
``guides``, ``notebooks``, ``reference``   the three of a repository
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from theory_lab.site.finding import Page
from theory_lab.site.notebooks import notebook
from theory_lab.site.reference import LIBRARY, Module, modules
from theory_lab.site.typesetting.prose import Guide, guide, linked
from theory_lab.site.typesetting.writing import rendered

# Guides and notebooks in the order in which they are read; one that is not named here stands at the end.
ORDER = {
    "Tutorial": ("tutorial", "questions"),
    "How to": (
        "own_repository", "adding_claims", "workbench", "certificates", "projects", "sketches", "conjectures", "assistants",
        "minimax", "jax", "library_examples", "adding_quantities", "releasing",
    ),
    "Explanation": (
        "what_a_check_is", "proofs", "trusted_base", "not_checked", "backtracking", "alignment", "design_decisions",
    ),
    "Reference": (
        "fields", "headlines", "labels", "proved", "best_constants", "divergences_table", "library", "testing", "benchmarks",
        "style",
    ),
}  # fmt: skip
NOTEBOOKS = {
    "Headlines": ("headlines_coverage", "headlines_decoding_decisions"),
    "Coverage and learning": (
        "coverage_along_training", "learning_from_data", "horizon", "a_million_trajectories", "trained_networks",
    ),
    "Decoding": ("what_backtracking_buys", "counting_by_sampling", "best_of_n_and_pessimism"),
    "Decisions": ("bounds_against_the_truth", "dec_as_gamma_varies"),
}  # fmt: skip
EXPERIMENTS = "Experiments"
MORE = "More"
NONE_HERE = "An installed package has none of these; they are in the repository, and in a site that is built there."
Group = tuple[str, list[tuple[str, str]]]
_QUESTION = re.compile(
    r"(?:<blockquote>\s*<p>|<p>(?=<strong>The question))(?:<strong>The question\.</strong>)?(.*?)</p>", re.DOTALL
)


@dataclass(frozen=True)
class Shelf:
    """Files by their addresses, pages for the search, and files of the repository to which pages lead."""

    files: Mapping[str, str | bytes]
    pages: Sequence[Page]
    linked: frozenset[Path] = frozenset()


def guides(root: Path, addresses: Mapping[str, str]) -> Shelf:
    """The pages of ``docs`` and of the experiments; ``addresses`` leads from claims to their pages."""
    shelves = _ordered(root / "docs", "*.md", ORDER)
    shelves.append((EXPERIMENTS, sorted((root / "experiments").rglob("README.md"))))
    return _shelf(root, "guides", "Guides", shelves, guide, addresses)


def notebooks(root: Path, addresses: Mapping[str, str]) -> Shelf:
    """The notebooks of a repository."""
    return _shelf(root, "notebooks", "Notebooks", _ordered(root / "notebooks", "*.ipynb", NOTEBOOKS), notebook, addresses)


def _ordered(folder: Path, pattern: str, order: Mapping[str, Sequence[str]]) -> list[tuple[str, list[Path]]]:
    """The files of a folder as they are read; what is not named stands at the end."""
    files = {path.stem: path for path in sorted(folder.glob(pattern))}
    named = {name for names in order.values() for name in names}
    shelves = [(title, [files[name] for name in names if name in files]) for title, names in order.items()]
    return [*shelves, (MORE, [path for name, path in files.items() if name not in named])]


def _shelf(
    root: Path,
    folder: str,
    title: str,
    shelves: list[tuple[str, list[Path]]],
    read: Callable[[Path, Callable[[str], str]], Guide],
    addresses: Mapping[str, str],
) -> Shelf:
    found: set[Path] = set()
    books = [
        (head, [(_stem(path), read(path, _leading(root, path, found))) for path in paths]) for head, paths in shelves if paths
    ]
    side: list[Group] = [(head, [(book.title, f"{stem}.html") for stem, book in group]) for head, group in books]
    asked = {f"{stem}.html": _question(book.content) for _, group in books for stem, book in group}
    files = {f"{folder}/index.html": _index(folder, title, side, asked)}
    pages: list[Page] = []
    pictures: dict[str, bytes] = {}
    for stem, book in (one for _, group in books for one in group):
        content = linked(book.content, {name: f"../{address}" for name, address in addresses.items()})
        files[f"{folder}/{stem}.html"] = _page(folder, title, book.title, side, f"{stem}.html", content)
        pictures |= {f"{folder}/{name}": picture for name, picture in book.pictures.items()}
        pages += _found(folder, stem, book, title.removesuffix("s").lower())
    return Shelf({**files, **pictures}, pages, frozenset(found))


def _found(folder: str, stem: str, book: Guide, kind: str) -> Iterator[Page]:
    """A page for the search, and one for each section."""
    for place, section in enumerate(book.sections):
        title = book.title if not place else f"{book.title}: {section.title}"
        yield Page(title, f"{folder}/{stem}.html" + (f"#{section.anchor}" if place else ""), kind, section.words)


def _stem(path: Path) -> str:
    """The name of a page; pages of the experiments are all called README."""
    return path.stem if path.stem != "README" else path.parent.name


def _leading(root: Path, path: Path, found: set[Path]) -> Callable[[str], str]:
    """How an address in a file of the repository leads on the site."""

    def leading(address: str) -> str:
        name, sharp, anchor = address.partition("#")
        if not name or "://" in name or name.startswith("mailto:"):
            return address
        target = Path(os.path.normpath(path.parent / name))
        place = target.relative_to(root) if target.is_relative_to(root) else None
        if place is None:
            return address
        if not target.exists():  # an installed package brings the guides, but neither notebooks nor experiments
            return {".ipynb": "../notebooks/index.html", ".md": "../guides/index.html"}.get(target.suffix, address)
        if place == Path("README.md"):
            return "../index.html"
        if target.suffix == ".md" and place.parts[0] in ("docs", "experiments"):
            return f"../guides/{_stem(target)}.html{sharp}{anchor}"
        if target.suffix == ".ipynb":
            return f"../notebooks/{target.stem}.html{sharp}{anchor}"
        if target.is_file():
            found.add(target)
        return f"../files/{place.as_posix()}{sharp}{anchor}"

    return leading


def _page(folder: str, shelf: str, title: str, side: Sequence[Group], here: str, content: Markup) -> str:
    return rendered(
        "prose.html.jinja",
        depth=1,
        title=title,
        tab=folder,
        shape="prose-page",
        side=side,
        side_title=shelf,
        here=here,
        content=content,
    )


def _question(content: Markup) -> Markup:
    """The question with which a guide or a notebook begins; empty where it begins otherwise."""
    found = _QUESTION.search(content)
    return Markup(found[1].strip()) if found else Markup("")


def _index(folder: str, title: str, side: Sequence[Group], asked: Mapping[str, Markup] | None = None) -> str:
    """The contents of a shelf as a page of its own; ``asked`` holds the questions of pages by their addresses."""
    parts, questions = [Markup("<h1>{}</h1>").format(title)], asked or {}
    if not side:
        parts.append(Markup("<p>{}</p>").format(NONE_HERE))
    for head, links in side:
        items = [Markup('<li><a href="{}">{}</a>{}</li>').format(link, name, _below(questions.get(link))) for name, link in links]
        parts.append(Markup("<h2>{}</h2><ul>{}</ul>" if head else "{}<ul>{}</ul>").format(head, Markup("").join(items)))
    return _page(folder, title, title, side, "index.html", Markup("").join(parts))


def _below(question: Markup | None) -> Markup:
    return Markup("<small>{}</small>").format(question) if question else Markup("")


@functools.cache  # the library stays what it is while a process runs
def reference(root: Path = LIBRARY) -> Shelf:
    """A page for each module of the library."""
    found = modules(root)
    packages: dict[str, list[tuple[str, str]]] = {}
    for module in found:
        _, package, *_ = [*module.name.split("."), ""]
        packages.setdefault(package, []).append((module.name.removeprefix(f"{root.name}."), f"{module.name}.html"))
    files = {"reference/index.html": _index("reference", "Reference", list(packages.items()))}
    for module in found:
        package = [*module.name.split("."), ""][1]
        content = Markup("<h1><code>{}</code></h1>{}").format(module.name, module.content)
        side = [(package, packages[package]), ("", [("all packages", "index.html")])]
        files[f"reference/{module.name}.html"] = _page(
            "reference", "Reference", module.name, side, f"{module.name}.html", content
        )
    return Shelf(files, [page for module in found for page in _names(module)])


def _names(module: Module) -> Iterator[Page]:
    yield Page(module.name, f"reference/{module.name}.html", "module", module.doc)
    for member in module.members:
        short = module.name.partition(".")[2] or module.name
        yield Page(f"{short}.{member.name}", f"reference/{module.name}.html#{member.name}", "reference")
