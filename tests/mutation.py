"""Would the tests notice?  Small changes to trusted code, one at a time, each against the fast tests of its module.

``python -m tests.mutation --sample 20`` takes a sample that the commit determines, the same for whoever runs it on that commit;
``--all`` takes every change (hours), ``--only rounding`` those of one module.  The changes are cosmic-ray's; of the maintained
tools it is the one that also changes constants of a module and functions under a decorator, where thresholds and formulas are.

Main definitions: ``TESTS`` (which tests stand for which module), ``places``, ``mutant``, ``survives``.

Conventions: the working tree is copied and stays as it is.  A change that only touches annotations is none.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ARITHMETICS = ("tests/numbers/test_guards.py", "tests/numbers/test_doubts.py")
REALS = ("tests/numbers/test_guards.py", "tests/numbers/test_real.py", "tests/numbers/test_forms.py")
VERDICTS = (
    "tests/claims/test_steady.py", "tests/claims/test_judge.py", "tests/claims/test_fuzzing.py", "tests/claims/test_strength.py",
)  # fmt: skip
TESTS: dict[str, tuple[str, ...]] = {
    "numbers/arithmetics/rounding.py": (*ARITHMETICS, "tests/numbers/test_interval.py"),
    "numbers/arithmetics/enclosures.py": (*ARITHMETICS, "tests/numbers/test_interval.py"),
    "numbers/arithmetics/interval.py": (*ARITHMETICS, "tests/numbers/test_interval.py"),
    "numbers/arithmetics/exact.py": (*ARITHMETICS, "tests/numbers/test_arithmetics.py"),
    "numbers/arithmetics/truths.py": (*ARITHMETICS, "tests/numbers/test_batches.py"),
    "numbers/arithmetics/doubts.py": ARITHMETICS,
    "numbers/functions.py": (*ARITHMETICS, "tests/numbers/test_conventions.py", "tests/numbers/test_functions.py"),
    "numbers/reals/real.py": REALS,
    "numbers/reals/elementary.py": REALS,
    "numbers/reals/forms.py": REALS,
    "numbers/reals/nested.py": ("tests/numbers/test_nested.py",),
    "numbers/reals/coprimes.py": ("tests/numbers/test_powers.py", "tests/numbers/test_forms.py"),
    "numbers/reals/ends.py": ("tests/numbers/test_ends.py",),
    "numbers/whole/programs.py": ("tests/numbers/test_programs.py",),
    "numbers/whole/pivoting.py": ("tests/numbers/test_programs.py",),
    "claims/verdicts/judge.py": VERDICTS,
    "claims/verdicts/bulk.py": VERDICTS,
    "claims/verdicts/covers.py": ("tests/claims/test_covers.py",),
    "claims/verdicts/exhaustive.py": (
        "tests/claims/test_recheck_conditions.py",
        "tests/claims/test_strength.py",
        "tests/claims/test_record.py",
    ),
}
LIMIT = 300  # seconds: a change that makes a loop endless is noticed by whoever waits
# Of a sample, so that tests that stopped working are noticed and twenty unlucky places are not: samples of 20 on three
# commits killed 20, 16 and 10.  The goal for all places is 95 in a hundred.
ENOUGH = Fraction(2, 5)


@dataclass(frozen=True)
class Place:
    """Where one of cosmic-ray's operators changes a module."""

    module: str
    operator: str
    occurrence: int


@dataclass(frozen=True)
class Mutant:
    """One change to one module."""

    module: str
    line: int
    before: str
    after: str
    code: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.before.strip()}  ->  {self.after.strip()}"


def operators() -> dict[str, Any]:
    """Cosmic-ray's operators that need no argument, by name."""
    import parso.python.tree  # noqa: F401  # before cosmic_ray, whose own import of it is circular
    from cosmic_ray.operators.provider import OperatorProvider

    provider: Any = OperatorProvider()
    return {name: provider[name]() for name in sorted(provider) if not provider[name].arguments()}


def places(module: str) -> Iterator[Place]:
    """Every place of a module of the library that an operator changes."""
    known = operators()
    from cosmic_ray.ast import ast_nodes, get_ast

    nodes = list(ast_nodes(get_ast(_source(module))))
    for name, operator in known.items():
        count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        yield from (Place(module, name, occurrence) for occurrence in range(count))


def mutant(place: Place) -> Mutant | None:
    """The change at a place; None where it only touches annotations."""
    operator = operators()[place.operator]
    from cosmic_ray.mutating import mutate_code

    source = _source(place.module)
    code = mutate_code(source, operator, place.occurrence)
    if code is None or _meaning(code) == _meaning(source):
        return None
    pairs = list(zip(source.splitlines(), code.splitlines(), strict=False))
    line = next((k for k, (a, b) in enumerate(pairs) if a != b), len(pairs) - 1)
    return Mutant(place.module, line + 1, *pairs[line], code)


def _source(module: str) -> str:
    return (ROOT / "theory_lab" / module).read_text(encoding="utf-8")


def _meaning(source: str) -> str:
    """What Python runs: the tree without annotations; '' where it does not parse."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
    return ast.dump(tree)


def survives(change: Mutant, tree: Path) -> bool:
    """Whether the tests of its module pass with the change, in a copy of the working tree."""
    path = tree / "theory_lab" / change.module
    genuine = path.read_text(encoding="utf-8")
    path.write_text(change.code, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *TESTS[change.module]]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=LIMIT).returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_text(genuine, encoding="utf-8")


def main() -> None:
    """Print what survived; the exit code says whether too much did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="", help="part of a module's path")
    options = parser.parse_args()
    every = [place for module in TESTS if options.only in module for place in places(module)]
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    if not options.all:
        random.Random(commit).shuffle(every)
    changes = filter(None, map(mutant, every))
    chosen = changes if options.all else islice(changes, options.sample)
    tried = survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in ("theory_lab", "tests", "proofs_check", "pyproject.toml"):
            part = ROOT / name
            shutil.copytree(part, tree / name) if part.is_dir() else shutil.copy(part, tree / name)
        for change in chosen:
            alive = survives(change, tree)
            tried, survivors = tried + 1, survivors + alive
            print("SURVIVED" if alive else "killed  ", change, flush=True)
    print(f"{tried - survivors} of {tried} killed; {len(every)} places, those of annotations among them")
    raise SystemExit(survivors > (1 - ENOUGH) * tried)


if __name__ == "__main__":
    main()
