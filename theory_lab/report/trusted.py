"""The trusted base: which code must be believed, by folders, with files and lines.

What is in a folder of trust decides a verdict. The page in ``docs`` counts these folders, and what they import of the rest of
the library; a test keeps it equal.

Main definitions: ``FOLDERS``, ``trusted_base``.

Conventions: a file's lines are all its lines, comments and docstrings among them. Imports for type checkers alone do not count,
imports inside functions do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from theory_lab.proofs.evidence.files import KERNEL
from theory_lab.report.library import inner, title

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "theory_lab"
FOLDERS = ("theory_lab/numbers", "theory_lab/claims/spaces", "theory_lab/claims/verdicts")
GATHERING = "theory_lab/claims/checks"  # what a check makes of decisions, and a recheck does without
HEAD = """\
# The trusted base

> Which code must I believe when a verdict is shown, and which not?

A verdict is only as reliable as the code that it rests on, which is in these folders:

{folders}
**A `check` rests on `{gathering}` too** ({files} files, {lines} lines, not in the tables). The folders above decide each
instance, each count and each cover. That folder says which of them are looked at and what they add up to: the outcome of a claim
(`holds`, `vacuous` and the others), its level (`screened`, `exact on small`, `covered` and the others), its strength, and the
rows `size`, `cover`, `steps`, `step`, `smallest`, `constant`, `tight`, `sharpened`, `without`, `ties` and `alone`. `certify`,
`attack`, `report` and `appendix` check with it. Only `recheck` does without it: it derives again the outcome, the level, the
counts, the covers and the decision at each stored instance, those against the sharpened form and without a hypothesis among
them. Of that folder it takes only `rechecks.py`, which hands certificates to processes, and `readings.py`, which shows instances.
The words of the rows it does not derive.

The rest of this project only proposes instances or shows what was found. Besides these folders, a verdict rests on the
mathematics that the claim uses (its own file, and the functions of `theory_lab/measures`, `chains` and the like that it calls),
on python-flint (rationals, balls, and the polynomials of proofs), and on NumPy: its whole numbers of 64 bits, its `+ - * /` and
`sqrt` of floats, rounded to nearest or as the processor is told to, and its `log` and `exp` within two units in the last place,
which a self-test compares with Arb.

**Not trusted:** JAX and XLA, SciPy's optimisers and linear programs, Hypothesis, the integer search, Dask, random
numbers, the terminal, the report. Whatever they find is turned into integers and judged exactly. A value of a linear program
counts only with a primal and a dual solution in rationals.

Floats never decide. XLA flushes subnormal numbers, fuses operations and turns divisions into products with reciprocals, so that
even an interval computed by it can miss the truth; intervals are therefore computed by NumPy.

**Floats enter a side only in these formulas.**

- Ends of enclosures, widened by a bound on all rounding errors: `measures/count_profiles`, `chains/enclosed`,
  `learning/training/long_words`, `learning/coin_prompts`, `decoding/walks/settling` and `horizons`, which refuse a time at which
  a distance is within its error of the level, and `decisions/play/coin_pulls`, which refuses two indices that are too close.
- Something that floats suggest and exact arithmetic answers for: a solution in `learning/likelihood/ball_fit`, a prior in
  `learning/minimax/enclosures`, laws in the claims `linear_coefficient_le` and `weighted_design_risk_le`, references in
  `decision_making/_settings_estimation`.
- An order: `decisions/play/learners` compares neighbours exactly where they are close, `decoding/choice/budgets` rules out only
  what is worse by more than the rounding of floats, `chains/spectrum` lists eigenvalues that it encloses.
- What is random or told: `decoding/verifiers` draws successes, `learning/likelihood/requirements` says in an error how far from 1
  a sum is.
- Floats that are what the claim is about: the laws that a learner plays in `decision_making/_settings_estimation`, whose costs
  are enclosed; and `decoding/responses/pools` and `hacking`, and `decisions/play/minimax`, which return plain floats that a claim
  must widen itself.

Such numbers depend on the order in which a machine adds, and products of matrices (BLAS) differ between processors. So a
claim gives both ends of the enclosure and is decided by them; a certificate stores the enclosure with its radius, and agrees
with another machine if the two enclosures overlap. A single end that is stored as a fraction of floats agrees in nine digits; its
outcome is decided again in any case.

## The folders, file by file
"""
BESIDES = """
## What these folders import besides

They read claims, and define the trees on which models live.

"""
PROOFS = """
## What a proof rests on

A proof rests on the folders above, which turn a claim's code into a formula, and on these files. The kernel imports the terms,
their infinities and python-flint and nothing else.

"""


def trusted_base() -> str:
    """The page as Markdown."""
    folders = [ROOT / folder for folder in FOLDERS]
    files = [path for folder in folders for path in _files(folder)]
    gathering = _files(ROOT / GATHERING)
    head = HEAD.format(
        folders=_table("folder", [(_place(folder), _files(folder)) for folder in folders]),
        gathering=GATHERING,
        files=len(gathering),
        lines=f"{_lines(gathering):,}",
    )
    besides = sorted(_reached(files) - set(files))
    kernel = sorted(file for name in KERNEL for file in (_files(LIBRARY / name) or [LIBRARY / name]))
    ends = ((BESIDES, besides), (PROOFS, kernel))
    return head + "".join(map(_section, folders)) + "".join(f"{text}{_listed(files)}" for text, files in ends)


def _listed(files: list[Path]) -> str:
    return _table("file", [(_place(path), [path]) for path in files])


def _section(folder: Path) -> str:
    """The table of a folder, then those of the folders inside."""
    table = _table("file", [(path.name, [path]) for path in sorted(folder.glob("*.py"))])
    return f"\n### {_place(folder)}\n\n{table}" + "".join(map(_section, inner(folder)))


def _table(kind: str, rows: list[tuple[str, list[Path]]]) -> str:
    """Names with the files that they stand for; what a folder is about is said by its ``__init__.py``, which comes first."""
    lines = "".join(f"| `{name}` | {_lines(files):,} | {title(files[0])} |\n" for name, files in rows)
    every = [path for _, files in rows for path in files]
    return f"| {kind} | lines | about |\n|---|---:|---|\n{lines}| {len(every)} files | {_lines(every):,} | |\n"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines(files: list[Path]) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def _reached(files: list[Path]) -> set[Path]:
    """The modules of this library that run when these do."""
    reached: set[Path] = set()
    waiting = list(files)
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += _imported(ast.parse(path.read_text(encoding="utf-8")))
    return reached


def _imported(node: ast.AST) -> Iterator[Path]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("theory_lab"):
        package = ROOT / str(node.module).replace(".", "/")
        for name in node.names:
            places = (package / f"{name.name}.py", package.with_suffix(".py"), package / "__init__.py")
            yield next(place for place in places if place.exists())
    for child in ast.iter_child_nodes(node):
        yield from _imported(child)
