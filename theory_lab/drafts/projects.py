"""A first project: a folder for the claims of one paper.

``theory-lab new --paper NAME`` writes a folder whose continuous integration passes as created: a claim of each kind, a script, a
workflow for GitHub Actions, a hook for pre-commit, and what belongs under version control.

Main definitions: `project`, `PLACES`.
"""

from __future__ import annotations

import keyword
import re
from importlib import resources
from pathlib import Path

import theory_lab
from theory_lab.drafts.claims import RESERVED, DraftError
from theory_lab.files import unwritable, write_whole

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CLAIMS = (
    "_settings", "chi2_lt_kl", "chi2_unbounded", "equal_coins", "gibbs_variational", "harmonic_growth", "harmonic_numbers",
    "moments_le_one", "pinsker_constant", "tv_square_le_half_kl",
)  # fmt: skip
# Where each template goes.
PLACES = {
    "ci": "ci.sh",
    "gitignore": ".gitignore",
    "pre_commit": ".pre-commit-config.yaml",
    "pyproject": "pyproject.toml",
    "readme": "README.md",
    "workflow": ".github/workflows/claims.yml",
    **{f"claims/{name}": f"claims/{name}.py" for name in _CLAIMS},
    "claims/refuted_tv_le_kl": "claims/refuted/tv_le_kl.py",
    "claims/paper": "claims/paper.toml",
}
EXECUTABLE = 0o755


def project(name: str, above: Path) -> Path:
    """Write the folder ``above/name`` and return its path.

    Raises `DraftError` when the name is not one lower-case Python name, the folder exists and is not empty, or cannot be written.
    """
    if keyword.iskeyword(name) or name in RESERVED:
        raise DraftError(f"a paper cannot be called {name!r}, which has a meaning of its own; choose another name")
    if not _NAME.fullmatch(name):
        raise DraftError(f"a paper's name consists of lower-case letters, digits and _, such as my_paper, not {name!r}")
    folder = above / name
    if problem := unwritable(folder / "README.md"):
        raise DraftError(problem)
    if folder.exists() and any(folder.iterdir()):
        raise DraftError(f"{folder} already exists; choose another name or remove it first")
    templates = resources.files("theory_lab.drafts").joinpath("templates/project")
    for template, place in PLACES.items():
        text = templates.joinpath(f"{template}.txt").read_text("utf-8")
        write_whole(folder / place, text.replace("{{ name }}", name).replace("{{ version }}", theory_lab.__version__))
    (folder / PLACES["ci"]).chmod(EXECUTABLE)
    return folder
