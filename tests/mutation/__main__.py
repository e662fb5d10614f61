"""The command: print what survived; the exit code says whether too much did."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from tests.mutation.changes import Mutant, mutant, places
from tests.mutation.runs import OPTIONS, Trial
from tests.mutation.suites import MATHEMATICS, ROOT, SUITES, folder_of, modules, tests_of

# Of a sample, so that tests that stopped working are noticed and twenty unlucky places are not: the last forty places were killed
# at 35, and where 34 of 40 are, fewer than 11 of 20 come up less than once in a thousand.  The goal is 95 in a hundred.
ENOUGH = Fraction(11, 20)
COPIED = ("theory_lab", "tests", "proofs_check", "experiments", "docs", "pyproject.toml", "README.md")


def chosen(options: argparse.Namespace) -> list[Mutant]:
    """The changes to try, in the order of a seed."""
    rng = random.Random(options.seed)
    every_module = modules(MATHEMATICS if options.mathematics else SUITES)
    known = [name for name in every_module if not options.only or any(part in name for part in options.only.split(","))]
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
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--mathematics", action="store_true", help="measures, chains and the like, in place of trusted code")
    parser.add_argument("--only", default="", help="parts of paths of modules, with commas between them")
    parser.add_argument("--seed", default="", help="in place of the commit")
    parser.add_argument("--copied", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.copied:
        raise SystemExit(tried(chosen(options)))
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            part = ROOT / name
            shutil.copytree(part, tree / name) if part.is_dir() else shutil.copy2(part, tree / name)
        command = [sys.executable, "-m", "tests.mutation", *sys.argv[1:], "--copied", "--seed", options.seed or commit.strip()]
        environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        raise SystemExit(subprocess.run(command, cwd=tree, env=environment, check=False).returncode)


def tried(changes: Sequence[Mutant]) -> int:
    """Try each change and say what came of it; 1 where too much survived."""
    files = sorted({file for change in changes for file in tests_of(change.module)})
    counts: dict[str, list[bool]] = {}

    def work(trial: Trial) -> None:
        print(f"{len(trial.items)} tests, {sum(trial.seconds.values()):.0f} s", flush=True)
        if lost := trial.items.keys() - trial.seconds.keys():
            print("fail unchanged:", *sorted(lost), flush=True)
        for change in changes:
            answer = trial.answer(change)
            counts.setdefault(folder_of(change.module), []).append(not answer.survived)
            said = f"SURVIVED {answer.reaching:4} tests " if answer.survived else "killed  "
            print(said, change, "" if answer.survived else f"   [{answer.witness}]", flush=True)

    pytest.main([*OPTIONS, *files], plugins=[Trial(changes, work)])
    for folder, killed in sorted(counts.items()):
        print(f"{folder}: {sum(killed)} of {len(killed)} killed")
    every = [one for killed in counts.values() for one in killed]
    return int(len(every) < len(changes) or sum(every) < ENOUGH * len(every))


if __name__ == "__main__":
    main()
