"""The trusted base: which code must be believed, counted.

A verdict rests on the folders that are listed here and on nothing else of this project.  The page in ``docs`` is written by
``pages`` and a test keeps it equal.

Main definitions: ``trusted``.
"""

from __future__ import annotations

import ast
from pathlib import Path

FOLDERS = ("numbers", "claims/spaces", "claims/verdicts")
MODULES = ("claims/claim.py", "claims/loading.py")
HEAD = """\
# The trusted base

A verdict is as good as the code that it rests on. That code is named here; everything else only proposes instances.

**Trusted:** of this project the folders below, counted with their docstrings; the formulas of the library that a claim calls; the
claim's own file; python-flint (rationals and balls); NumPy's `+ - * /` and `sqrt`, and its `log` and `exp` within two units in
the last place, which a self-test compares with Arb.

"""
TAIL = """
The linter sees to it that these folders import neither the search (`claims/search`) nor what examines a claim from end to end
(`claims/checks`), nor JAX, Hypothesis or SciPy, but for what serves floats alone and for the guess of a linear program.

**Not trusted:** JAX and XLA, SciPy's optimisers and linear programs, Hypothesis, the integer search, joblib and Dask, random
numbers, the terminal, the report. Whatever they find is turned into integers and judged exactly. A value of a linear program
counts only with a primal and a dual solution in rationals.

Floats never decide. XLA flushes subnormal numbers, contracts to fused operations and turns divisions into products with
reciprocals, so that even an interval computed by it can miss the truth; intervals are therefore computed by NumPy.
"""


def trusted() -> str:
    """The page as Markdown: files and lines of each folder, and what each is about."""
    root = Path(__file__).resolve().parents[1]
    rows = [(f"{name}/", sorted((root / name).rglob("*.py")), root / name / "__init__.py") for name in FOLDERS]
    rows += [(name, [root / name], root / name) for name in MODULES]
    table = "| code | about | files | lines |\n|---|---|---|---|\n"
    for name, files, opening in rows:
        table += f"| `theory_lab/{name}` | {_title(opening)} | {len(files)} | {_lines(files):,} |\n"
    every = [file for _, files, _ in rows for file in files]
    return f"{HEAD}{table}| together | | {len(every)} | {_lines(every):,} |\n{TAIL}"


def _lines(files: list[Path]) -> int:
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)


def _title(path: Path) -> str:
    """The first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
