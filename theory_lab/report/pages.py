"""The pages of ``docs`` that are read off the code: labels, headlines, what is proved, the map of the library, the trusted base.

``python -m theory_lab.report.pages`` writes them again, and the badges of the README; a test says when that is due.

Main definitions: ``pages``, ``badges``, ``write``.

Conventions: the pages are those of given claims, which are all that are shipped.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from theory_lab.claims import registry
from theory_lab.claims.verdicts.certificates import Filed, filed
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.files import write_whole
from theory_lab.proofs.evidence.files import Proofs
from theory_lab.proofs.evidence.files import found as proofs_of
from theory_lab.report.headlines import headline_page
from theory_lab.report.labels import labels
from theory_lab.report.library import library
from theory_lab.report.proved import proved
from theory_lab.report.trusted import trusted_base

FOLDER = registry.default_root().parent / "docs"
PICTURES = "pictures"  # where the badges are, in the folder of the pages
LETTER, MARGIN = 6.4, 8  # width of a letter of 11 pixels and of the space at its sides


def pages(found: Sequence[Filed]) -> dict[str, str]:
    """File name to text."""
    read = {"labels.md": labels(found), "headlines.md": headline_page(found), "proved.md": proved(found)}
    return read | {"library.md": library(), "trusted_base.md": trusted_base()} | badges(found)


def badges(found: Sequence[Filed]) -> dict[str, str]:
    """The README's badges: how many claims, how many of them proved or known to be false, which Pythons, the license."""
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))["project"]
    marks = [
        mark.rsplit(" ", 1)[-1] for mark in project["classifiers"] if mark.startswith("Programming Language :: Python :: 3.")
    ]
    holding = [one for one in found if one.claim.expect == Outcome.HOLDS]
    theorems = [proofs for one in holding if isinstance(proofs := proofs_of(one.claim), Proofs) and proofs.theorem.is_proved]
    said = {
        "claims": ("claims", f"{len(found):,}", "#2c6f87"),
        "proved": ("proved", f"{len(theorems)} of {len(holding)}", "#0b6b3a"),
        "refuted": ("known to be false", f"{len(found) - len(holding)}", "#b3362b"),
        "python": ("python", ", ".join(marks), "#4a5fa5"),
        "license": ("license", project["license"], "#60666d"),
    }
    return {f"{PICTURES}/{name}.svg": _badge(*words) for name, words in said.items()}


def _badge(label: str, value: str, colour: str) -> str:
    """A small picture of two words."""
    left, right = (round(len(text) * LETTER + 2 * MARGIN) for text in (label, value))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{label}: {value}">'
        f'<rect width="{left + right}" height="20" rx="3" fill="#3d4248"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" fill="{colour}"/>'
        f'<g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{label}</text><text x="{left + right / 2:g}" y="14">{value}</text></g></svg>\n'
    )


def write(found: Sequence[Filed], folder: Path = FOLDER) -> None:
    """Write every page."""
    for name, text in pages(found).items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_whole(folder / name, text)


if __name__ == "__main__":
    write([filed(name, path) for name, path in registry.find()])
