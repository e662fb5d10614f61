"""The pages of ``docs`` that are read off the code: labels, headlines, what is proved, the map of the library, the trusted base.

``python -m theory_lab.report.pages`` writes them again; a test says when that is due.

Main definitions: ``pages``, ``write``.

Conventions: the pages are those of given claims, which are all that are shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from theory_lab.claims.files import registry
from theory_lab.claims.verdicts.certificates import Filed, filed
from theory_lab.files import write_whole
from theory_lab.report.headlines import headline_page
from theory_lab.report.labels import labels
from theory_lab.report.library import library
from theory_lab.report.proved import proved
from theory_lab.report.trusted import trusted_base

FOLDER = registry.default_root().parent / "docs"


def pages(found: Sequence[Filed]) -> dict[str, str]:
    """File name to text."""
    read = {"labels.md": labels(found), "headlines.md": headline_page(found), "proved.md": proved(found)}
    return read | {"library.md": library(), "trusted_base.md": trusted_base()}


def write(found: Sequence[Filed], folder: Path = FOLDER) -> None:
    """Write every page."""
    for name, text in pages(found).items():
        write_whole(folder / name, text)


if __name__ == "__main__":
    write([filed(name, path) for name, path in registry.find()])
