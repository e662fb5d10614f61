"""The whole site, written to a folder.

Main definitions
----------------
``build``  write every page; how many there are
``files``  every page by its address

Conventions: nothing is checked and nothing is fetched; the same input gives the same bytes.  What stands in the folder besides is
left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.report.papers import Paper, papers
from theory_lab.site import shelves
from theory_lab.site.claim_pages import claim_page, claims_data, claims_page, paper_list, paper_page
from theory_lab.site.entries import Entry, entries
from theory_lab.site.finding import Page, data
from theory_lab.site.histories import Moment, histories
from theory_lab.site.home import home_page
from theory_lab.site.typesetting.writing import resource

Found = Sequence[Filed]


def build(out: Path, found: Found, records: Sequence[Record], root: Path | None = None) -> int:
    """Write the site of these claims to a folder; guides and notebooks are those of the repository at ``root``."""
    pages, further = files(found, records, root)
    for address, text in pages.items():
        _write(out / address, text if isinstance(text, bytes) else text.encode("utf-8"))
    for path in further:
        _write(out / "files" / path.relative_to(root or path.anchor), path.read_bytes())
    return len(pages)


def files(found: Found, records: Sequence[Record], root: Path | None = None) -> tuple[dict[str, str | bytes], list[Path]]:
    """Every page by its address, and the files of the repository to which some lead."""
    places = [(one.name, one.path) for one in found]
    known = papers(places)
    shown = entries(found, records, known)
    kinds = {paper.name: paper for paper in known.values()}
    grouped = [(paper, [entry for entry in shown if entry.paper is paper]) for paper in kinds.values()]
    kept = _prose(root, shown) if root else [shelves.reference()]
    pages = _claims(shown, grouped, histories(one.path for one in found))
    for shelf in kept:
        pages |= shelf.files
    further = sorted(path for shelf in kept for path in shelf.linked)
    index = [*_indexed(shown, grouped), *(page for shelf in kept for page in shelf.pages)]
    pages |= {"index.html": home_page(grouped), "search.js": data(index)}
    pages |= {name: resource(name) for name in ("style.css", "site.js")}
    return pages, further


def _claims(
    shown: Sequence[Entry],
    grouped: Sequence[tuple[Paper, Sequence[Entry]]],
    levels: Mapping[Path, Sequence[Moment]],
) -> dict[str, str | bytes]:
    pages: dict[str, str | bytes] = {
        "claims.html": claims_page(shown),
        "claims.js": claims_data(shown),
        "papers/index.html": paper_list(grouped),
    }
    for paper, group in grouped:
        names = {entry.name: entry for entry in group}
        pages[f"papers/{paper.name}.html"] = paper_page(paper, group)
        pages |= {entry.address: claim_page(entry, names, levels.get(entry.one.path, ())) for entry in group}
    return pages


def _prose(root: Path, shown: Sequence[Entry]) -> list[shelves.Shelf]:
    """Guides, notebooks and the reference, with links to the claims that they name."""
    addresses: dict[str, str] = {}
    short: dict[str, list[str]] = {}
    for entry in shown:
        addresses[entry.id] = entry.address
        short.setdefault(entry.name, []).append(entry.address)
    addresses |= {name: only[0] for name, only in short.items() if len(only) == 1 and "_" in name}
    return [shelves.guides(root, addresses), shelves.notebooks(root, addresses), shelves.reference()]


def _indexed(shown: Sequence[Entry], grouped: Sequence[tuple[Paper, Sequence[Entry]]]) -> list[Page]:
    pages = [Page(paper.title, f"papers/{paper.name}.html", "paper", paper.about) for paper, _ in grouped]
    for entry in shown:
        title = f"{entry.title} ({entry.id})"
        pages.append(Page(title, entry.address, f"claim, {entry.level}", f"{entry.label} {entry.words}"))
    return pages


def _write(path: Path, content: bytes) -> None:
    """Write a page where it is not there already, as it is."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
