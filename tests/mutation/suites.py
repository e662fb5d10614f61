"""Which code is changed, and which tests have to notice.

Main definitions: ``SUITES`` (of the trusted code), ``MATHEMATICS``, ``APART``, ``modules``, ``tests_of``,
``modules_of``.

Conventions: of a folder its own tests are collected, and any of them may notice a change.  Tests that start processes, that need
a compiler of arrays, or that take long are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "theory_lab"


def _under(folder: str, *names: str) -> tuple[str, ...]:
    return tuple(f"tests/{folder}/test_{name}.py" for name in names)


NUMBERS = _under(
    "numbers", "arithmetics", "batches", "conventions", "deferred", "doubts", "ends", "expectations", "forms", "functions",
    "guards", "interval", "logarithms", "modes", "nested", "once", "optima", "powers", "programs", "rationals", "real",
    "refusals", "whole", "words",
)  # fmt: skip
SPACES = _under("claims", "space", "fields", "counting", "proposals", "strategies", "covers")
VERDICTS = _under(
    "claims", "audit", "bulk", "counting", "covers", "covers_at_equality", "covers_by_identities", "covers_inside",
    "covers_not_by_identities", "exhaustive", "findings", "fuzzing", "judge", "kinds", "library", "quotient_entries",
    "quotient_numbers", "quotients", "recheck", "restated", "steady", "strength",
)  # fmt: skip
KERNEL = _under(
    "proofs", "counts", "follows", "horizons", "kernel", "layers", "lemmas", "merges", "mutations", "pieces", "polynomials",
    "ranks", "signs", "trees",
)  # fmt: skip
SUITES = {"numbers": NUMBERS, "claims/spaces": SPACES, "claims/verdicts": VERDICTS, "proofs/kernel": KERNEL}
# These tests start a compiler as they are read, and what it waits for is not there in a fork.
COMPILED = {"tests/decoding/sampling/test_sampler.py"}
MATHEMATICS = {
    folder: tuple(
        name
        for path in sorted((ROOT / "tests" / folder).rglob("test_*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in COMPILED
    )
    for folder in ("measures", "chains", "learning", "decoding", "decisions", "counting", "sequences")
}
# No verdict rests on these: floats only propose, and pytrees are for the compiler that computes with them; samplers are tested
# compiled.
APART = {"numbers/arithmetics/float64.py", "numbers/arithmetics/logfloat.py", "numbers/arithmetics/pytrees.py"}
APART |= {f"decoding/sampling/{name}.py" for name in ("host_walks", "readers", "sampler", "traced_blocks", "traced_walks")}


def modules(suites: Mapping[str, tuple[str, ...]] = SUITES) -> list[str]:
    """Every module of the trusted folders (or of others) that decides something, by its path in the library."""
    found = [path.relative_to(LIBRARY).as_posix() for folder in suites for path in sorted((LIBRARY / folder).rglob("*.py"))]
    return [name for name in found if name not in APART and not name.endswith("__init__.py")]


def folder_of(module: str) -> str:
    """The folder in which a module lies."""
    return next(folder for folder in SUITES | MATHEMATICS if module.startswith(f"{folder}/"))


def tests_of(module: str) -> tuple[str, ...]:
    """The test files that stand for a module, those that exist."""
    return tuple(name for name in (SUITES | MATHEMATICS)[folder_of(module)] if (ROOT / name).exists())


def modules_of(file: str) -> list[str]:
    """The modules for which a test file stands."""
    every = SUITES | MATHEMATICS
    return modules({folder: files for folder, files in every.items() if file in files})
