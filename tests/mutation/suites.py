"""Which code is changed, and which tests have to notice.

Main definitions: ``SUITES`` (of the trusted code), ``PARTS``, ``MATHEMATICS``, ``APART``, ``modules``, ``suite_of``,
``tests_of``, ``modules_of``.

Conventions: a suite is a folder of the library, or has a name of its own and is what ``PARTS`` says.  Its tests are collected,
and any of them may notice a change.  Tests that start processes, that need a compiler of arrays, or that take long are left out.
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
CODE = (
    *_under("claims", "attributes", "catching", "catching_hidden", "catching_reached", "decided_anew", "explained", "loading",
            "naming", "own_modules", "plain", "plain_classes", "plain_kinds", "repeats", "texts"),
    *_under("proofs", "held_sizes", "kept", "more_reading_cheats", "reading_cheats"),
)  # fmt: skip
LOADERS = (
    *_under("claims", "claim", "explained", "loading", "misspelt", "own_modules", "registry", "several"),
    *_under("isolation", "state", "stops"), "tests/test_files.py",
)  # fmt: skip
READERS = _under(
    "proofs", "branches", "columns", "computed_sizes", "counts", "fractional_powers", "further_sums", "given_size_cheats",
    "held_sizes", "infinities", "kept", "kernel", "kernel_fields", "layers", "more_reading_cheats", "mutations", "one_reading",
    "ranks", "ratio_cheats", "reading_cheats", "size_cheats", "symbols", "terms", "trees",
)  # fmt: skip
HORIZONS = _under(
    "proofs", "cheats_on_paths", "horizons", "inductions_by_hand", "more_reading_cheats", "one_reading", "reading_cheats",
    "size_cheats",
)  # fmt: skip
TREES = _under("proofs", "adaptive_trees", "cheats_on_paths", "cheats_on_trees", "computed_sizes", "forests", "nodes", "trees")
SUITES = {
    "numbers": NUMBERS,
    "claims/spaces": SPACES,
    "claims/verdicts": VERDICTS,
    "proofs/kernel": KERNEL,
    "own_code": CODE,
    "loaders": LOADERS,
    "readers": READERS,
    "proofs/horizons": HORIZONS,
    "proofs/trees": TREES,
}
# Modules and folders of suites that are no folder: what reads claims, and what reads formulas off their code.
PARTS = {
    "loaders": (
        "claims/claim.py", "claims/loading.py", "claims/registry.py", "claims/source.py", "files.py", "isolation/state.py",
        "isolation/stops.py",
    ),
    "readers": (
        *(f"proofs/{name}.py" for name in ("asking", "columns", "counts", "infinities", "ranks", "separate", "statements")),
        *(f"proofs/{name}.py" for name in ("symbols", "terms", "theorems")), "proofs/code",
    ),
}  # fmt: skip
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
    """Every module of the trusted suites (or of others) that decides something, by its path in the library."""
    parts = [LIBRARY / part for suite in suites for part in PARTS.get(suite, (suite,))]
    paths = [path for part in parts for path in ([part] if part.is_file() else sorted(part.rglob("*.py")))]
    found = [path.relative_to(LIBRARY).as_posix() for path in paths]
    return [name for name in found if name not in APART and not name.endswith("__init__.py")]


def suite_of(module: str) -> str:
    """The suite to which a module belongs."""
    every = {part: suite for suite in SUITES | MATHEMATICS for part in PARTS.get(suite, (suite,))}
    return next(suite for part, suite in every.items() if module == part or module.startswith(f"{part}/"))


def tests_of(module: str) -> tuple[str, ...]:
    """The test files that stand for a module, those that exist."""
    return tuple(name for name in (SUITES | MATHEMATICS)[suite_of(module)] if (ROOT / name).exists())


def modules_of(file: str) -> list[str]:
    """The modules for which a test file stands."""
    every = SUITES | MATHEMATICS
    return modules({suite: files for suite, files in every.items() if file in files})
