"""A first claim file.

``theory-lab new PAPER.CONCLUSION`` writes a file that already passes ``theory-lab check``, to be edited from
there.

Main definitions: `draft`, `DraftError`.
"""

from __future__ import annotations

import keyword
from importlib import resources
from pathlib import Path

from theory_lab.files import unwritable, write_whole

RESERVED = {"certificates", "refuted", "proofs_check", "theory_lab"}


class DraftError(Exception):
    """The claim file cannot be written; the message is one sentence."""


def draft(name: str, folder: Path) -> Path:
    """Write ``folder/PAPER/CONCLUSION.py`` for ``name`` = "PAPER.CONCLUSION" and return its path.

    Raises `DraftError` when the name is not two lower-case Python names joined by a dot, or the file exists.
    """
    paper, conclusion = _parts(name)
    path = folder / paper / f"{conclusion}.py"
    if problem := unwritable(path):
        raise DraftError(problem)
    if path.exists():
        raise DraftError(f"{path} already exists; choose another name or remove it first")
    template = resources.files("theory_lab.drafts").joinpath("templates/claim.txt")
    title = conclusion.replace("_", " ").capitalize()
    text = template.read_text("utf-8").replace("{{ title }}", title).replace("{{ paper }}", paper)
    opening = path.with_name("__init__.py")
    if not opening.exists():
        write_whole(opening, f'"""Claims of {paper}: bibliography and notation."""\n')
    write_whole(path, text)
    return path


def _parts(name: str) -> tuple[str, str]:
    parts = name.split(".")
    if len(parts) != 2 or not all(part.isidentifier() and not keyword.iskeyword(part) for part in parts):
        raise DraftError(f"a new claim is named PAPER.CONCLUSION, two Python names joined by a dot, not {name!r}")
    for part in parts:
        if part.startswith("_"):
            raise DraftError(f"{part} cannot be the name of a claim or a paper: files whose names begin with _ are skipped")
    if parts[1].startswith("refuted_"):
        raise DraftError(f"{name} would clash with the certificates of the folder refuted/; choose another name")
    if RESERVED & set(parts):
        raise DraftError(f"{name} has a part that names a folder of the library or of certificates; choose another name")
    return parts[0], parts[1]
