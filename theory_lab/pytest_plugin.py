"""Claim files as tests, in any repository.

``pytest --theory-lab path/`` collects every Python file under ``path/`` that defines ``CLAIM`` as one test, and one that defines
``CLAIMS`` as several.
The test passes when the claim behaves as its ``expect`` says; a failing one shows the counterexample. Nothing
of the engine is imported before the first claim file is collected.

Main definitions: `ClaimFile`, `ClaimTest`, `ClaimFailed`, `NoTests`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from theory_lab.claims import Claim

_DEFINES_CLAIM = re.compile(r"^CLAIMS?\b[^=\n]*=", re.MULTILINE)


class ClaimFailed(Exception):
    """A claim did not behave as ``expect`` says; the message is the full account."""


class ClaimTest(pytest.Item):
    """One claim, checked at the depth and with the seed of the command line."""

    def __init__(self, *, claim: Claim, **kwargs) -> None:
        super().__init__(**kwargs)
        self.claim = claim
        self.add_marker("theory_lab")

    def runtest(self) -> None:
        from theory_lab.claims.checks.check import check
        from theory_lab.claims.verdicts.certificates import Filed, found
        from theory_lab.proofs.evidence.records import with_proofs
        from theory_lab.report.counterexamples import account

        depth, seed = self.config.option.theory_lab_depth, self.config.option.theory_lab_seed
        one = Filed(self.name, self.path, self.claim, found(self.claim))
        record = with_proofs(check(one.claim, one.name, one.certificate, depth=depth, seed=seed), one)
        self.user_properties.append(("evidence", record.level))
        if not record.ok:
            raise ClaimFailed(account(record))

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, ClaimFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"claim {self.name}"


class ClaimFile(pytest.File):
    """A Python file that defines ``CLAIM`` or ``CLAIMS``."""

    def collect(self) -> Iterator[ClaimTest]:
        from theory_lab.claims import registry
        from theory_lab.claims.loading import load_all
        from theory_lab.requests import places_at

        places = places_at([self.path])
        for (name, _), claim in zip(places, load_all(path for _, path in places), strict=True):
            if isinstance(claim, registry.LoadError):
                raise self.CollectError(str(claim))
            yield ClaimTest.from_parent(self, name=name, claim=claim)


class NoTests(pytest.File):
    """A file whose claims are collected elsewhere."""

    def collect(self) -> Iterator[pytest.Item]:
        return iter(())


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("theory_lab", "claims checked in exact arithmetic")
    group.addoption(
        "--theory-lab",
        action="store_true",
        dest="theory_lab",
        help="collect the files that define CLAIM or CLAIMS as tests",
    )
    group.addoption("--theory-lab-depth", choices=("quick", "normal", "deep"), default="quick", help="how thoroughly to search")
    group.addoption("--theory-lab-seed", type=int, default=0, help="the random seed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "theory_lab: a claim collected by --theory-lab")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ClaimFile | None:
    if _is_claim_file(file_path, parent.config):
        return ClaimFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> NoTests | None:
    """A claim file that is named on the command line is no module of tests as well: what is wrong with it is said once."""
    patterns = parent.config.getini("python_files")
    if _is_claim_file(module_path, parent.config) and not any(fnmatch(module_path.name, pattern) for pattern in patterns):
        return NoTests.from_parent(parent, path=module_path)
    return None


def _is_claim_file(path: Path, config: pytest.Config) -> bool:
    if not config.getoption("theory_lab") or path.suffix != ".py" or not path.is_file():
        return False
    if not _DEFINES_CLAIM.search(path.read_text(encoding="utf-8", errors="replace")):
        return False
    from theory_lab.claims.registry import defines_claim

    return defines_claim(path)
