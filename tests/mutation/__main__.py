"""The command: print what survived; the exit code says whether too much did."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest
from scipy.stats import binomtest

from tests.mutation.changes import Mutant, mutant, places
from tests.mutation.reach import Kept
from tests.mutation.runs import OPTIONS, Answer, Trial
from tests.mutation.suites import LIBRARY, MATHEMATICS, ROOT, SUITES, modules, suite_of, tests_of

# Of a sample, so that tests that stopped working are noticed and twenty unlucky places are not: the last forty places were killed
# at 35, and where 34 of 40 are, fewer than 11 of 20 come up less than once in a thousand.  The goal is 95 in a hundred.
ENOUGH = Fraction(11, 20)
# What was learnt of each test, for the next run.
KEPT = ROOT / ".pytest_cache" / "mutation"
# Names under which a process that imports writes what it compiles, for a moment.
PASSING = shutil.ignore_patterns("*.pyc.*")
COPIED = ("theory_lab", "tests", "proofs_check", "experiments", "docs", "pyproject.toml", "README.md")


def chosen(options: argparse.Namespace) -> list[Mutant]:
    """The changes to try, in the order of a seed."""
    rng = random.Random(options.seed)
    every_module = modules(MATHEMATICS if options.mathematics else SUITES)
    parts = options.only.split(",")
    known = [name for name in every_module if any(part in f"{suite_of(name)} {LIBRARY.name}/{name}" for part in parts)]
    if not known:  # pytest without files would run every test there is
        raise SystemExit(f"no module that is changed has a path or a suite with any of {parts} in it")
    if options.one:
        own = suite_of(rng.choices(known, [(LIBRARY / name).stat().st_size for name in known])[0])
        known = [name for name in known if suite_of(name) == own]
    groups = [[name] for name in known] if options.each else [known]
    found: list[Mutant] = []
    for group in groups:
        every = [place for name in group for place in places(name)]
        rng.shuffle(every)
        wanted: Iterator[Mutant] = filter(None, map(mutant, every))
        found += wanted if options.all else islice(wanted, options.each or options.sample)
    return found


def main() -> None:
    """Try the changes, in a copy of the tree: that one stays as it is."""
    parser = argparse.ArgumentParser(prog="tests.mutation")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--each", type=int, default=0, help="as many of every module, in place of a sample of all")
    parser.add_argument("--one", action="store_true", help="of one suite, which the seed picks by its length: less is learnt")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--mathematics", action="store_true", help="measures, chains and the like, in place of trusted code")
    parser.add_argument("--only", default="", help="parts of paths of modules or of names of suites, with commas between them")
    parser.add_argument("--without", default="", help="parts of names of test files to leave out, with commas: less is learnt")
    parser.add_argument("--seed", default="", help="in place of the commit")
    parser.add_argument("--after", type=int, default=0, help="leave out so many of the first, where an earlier run ended")
    parser.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.kept:
        raise SystemExit(tried(chosen(options), options))
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            part = ROOT / name
            shutil.copytree(part, tree / name, ignore=PASSING) if part.is_dir() else shutil.copy2(part, tree / name)
        command = [
            sys.executable,
            "-m",
            "tests.mutation",
            *sys.argv[1:],
            "--kept",
            str(KEPT),
            "--seed",
            options.seed or commit.strip(),
        ]
        environment = {**os.environ, "PYTHONPATH": folder, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        raise SystemExit(subprocess.run(command, cwd=tree, env=environment, check=False).returncode)


def tried(changes: Sequence[Mutant], options: argparse.Namespace) -> int:
    """Try each change and say what came of it; 1 where too much survived."""
    after, without = options.after, [part for part in options.without.split(",") if part]
    every = {file for change in changes[after:] for file in tests_of(change.module)}
    files = sorted(file for file in every if not any(part in file for part in without))
    counts: dict[str, list[bool]] = {}

    def work(trial: Trial) -> None:
        trial.learn(lambda line: print(line, flush=True))
        print(f"{len(trial.items)} tests, {sum(trial.seconds.values()):.0f} s", flush=True)
        if lost := trial.items.keys() - trial.seconds.keys():
            print("fail unchanged:", *sorted(lost), flush=True)
        began = time.monotonic()
        for number, change in enumerate(changes[after:], after + 1):
            answer = trial.answer(change)
            if not answer.unknown:
                counts.setdefault(suite_of(change.module), []).append(not answer.survived)
            left = (time.monotonic() - began) / (number - after) * (len(changes) - number)
            print(f"{number}/{len(changes)}, {left / 60:.0f} min left:", told(change, answer), flush=True)

    pytest.main([*OPTIONS, *files], plugins=[Trial(work, Kept(options.kept))])
    for suite, killed in sorted(counts.items()):
        interval = binomtest(sum(killed), len(killed)).proportion_ci(method="exact")
        print(f"{suite}: {sum(killed)} of {len(killed)} killed; at 95 % between {interval.low:.1%} and {interval.high:.1%}")
    known = [one for killed in counts.values() for one in killed]
    return int(len(known) < len(changes) - after or sum(known) < ENOUGH * len(known))


def told(change: Mutant, answer: Answer) -> str:
    """One line about a change."""
    if answer.unknown:
        return f"UNKNOWN, a process waited: {change}"
    if answer.survived:
        return f"SURVIVED {answer.reaching:4} tests  {change}"
    return f"killed   {change}   [{'too slow: ' if answer.slow else ''}{answer.witness}]"


if __name__ == "__main__":
    main()
