"""Whether a test fails with a change: the tests that reach the changed lines, the quickest first, until one fails.

Tests are collected once and run once, unchanged, to learn which lines each reaches and how long it takes.  A change within
functions is then made in a fork of this process, in the functions that live in it; a change to a constant, a class or a decorator
in the file of a copied tree, by a fresh process.

Main definitions: ``Trial``, ``Answer``.

Conventions: a test counts as a witness only if it passes alone without the change, within the limits of time and memory that it
has with the change.  Seeds of Hypothesis are fixed.
"""

from __future__ import annotations

import ast
import functools
import gc
import mmap
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from tests.mutation.changes import Mutant
from tests.mutation.exchange import Codes, Living, changed_functions, living, noting, statement_lines
from tests.mutation.forks import Ended, forked, limit_test, started
from tests.mutation.reach import Kept, Notes, Reach
from tests.mutation.suites import LIBRARY, modules_of

# Seconds that the tests of one change take together, unchanged: of a constant that every test reaches, the quickest ones.
BUDGET = 10.0
# A change that makes a loop endless is noticed by whoever waits: so many times the seconds of a test, and so many more.
SLOWER, PATIENCE = 3, 10
# Warnings that a fork of many threads may not be sound are not about the tests.
OPTIONS = ("-n", "0", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-seed=0", "-m", "not deep")


@dataclass(frozen=True)
class Answer:
    """Which test failed ('' where none did), how many reach the change, and whether nothing is known, since a process waited."""

    witness: str
    reaching: int
    slow: bool = False
    unknown: bool = False

    @property
    def survived(self) -> bool:
        return not self.witness and not self.unknown


class Trial:
    """A plugin of pytest that runs no tests of its own accord: ``work`` does, by ``answer``."""

    def __init__(self, work: Callable[[Trial], None], kept: Kept | None = None, shared: int | None = None) -> None:
        self.work, self.kept = work, kept
        self.items: dict[str, pytest.Item] = {}
        self.seconds: dict[str, float] = {}
        self.reached: dict[str, dict[int, set[str]]] = {}
        self.sound: dict[str, bool] = {}
        self.living: Living = defaultdict(list)
        # The number of the test that runs: a process that dies leaves it here.
        self.shared = _nameless(8) if shared is None else shared
        self.current = mmap.mmap(self.shared, 8)

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # some file cannot be read: pytest ends here and says why
        self.items = {item.nodeid: item for item in session.items}
        self.work(self)
        return True

    def learn(self, say: Callable[[str], None]) -> None:
        """Which lines each test reaches: what is kept, and the rest by running it, unchanged."""
        if (threads := len(list(Path("/proc/self/task").glob("*")))) > 1:  # a fork has none of them, and would wait for ever
            raise RuntimeError(f"{threads} threads run before any test: some module of tests computes as it is read")
        self.living = living()
        gc.freeze()  # in a fork, what is looked for garbage has to be copied first
        codes: dict[str, Codes] = {}
        for file in dict.fromkeys(name.partition("::")[0] for name in self.items):
            reach = self.kept.get(file) if self.kept else None
            if reach is None:
                codes |= {module: noting(module, self.living) for module in modules_of(file) if module not in codes}
                notes = Notes({module: codes[module] for module in modules_of(file)})
                reach = forked(functools.partial(self._learn, file, notes), 3600.0)
                if isinstance(reach, Ended):
                    raise RuntimeError(f"the process that runs {file} unchanged {reach.value}")
                if self.kept:
                    self.kept.put(file, reach)
                say(f"{file}: {len(reach.seconds)} tests, {sum(reach.seconds.values()):.1f} s")
            self.seconds |= reach.seconds
            for module, lines in reach.lines.items():
                here = self.reached.setdefault(module, {})
                for line, tests in lines.items():
                    here.setdefault(line, set()).update(tests)

    def _learn(self, file: str, notes: Notes) -> Reach:
        reach = Reach()
        notes.begin()
        for name, following in _followed(name for name in self.items if name.partition("::")[0] == file):
            started = time.process_time()
            passed = not self._fails(name, following)
            seen = notes.take()
            if passed:
                reach.seconds[name] = time.process_time() - started
                for module, line in seen:
                    reach.lines.setdefault(module, {}).setdefault(line, []).append(name)
        return reach

    def answer(self, change: Mutant) -> Answer:
        """The first test that fails with the change, of those that reach it."""
        lines = statement_lines(ast.parse(change.code), change.line)
        by_line = self.reached.get(change.module, {})
        pairs = None if lines is None else changed_functions(change, self.living)
        names = set[str]().union(*(by_line.get(line, set()) for line in lines or by_line))
        # What is made as a module is read, by what runs then alone, may be met by a test that runs no line of it.
        other = () if lines and names else self.seconds.keys() - names
        order = self._quickest(names, other)
        while order:
            tried = self._fresh(change, order) if not pairs or not names else self._changed(pairs, order)
            tried = replace(tried, reaching=len(names))
            if tried.witness not in order or self._is_sound(tried.witness):
                return tried
            order = order[order.index(tried.witness) + 1 :]
        return Answer("", len(names))

    def _quickest(self, names: Iterable[str], others: Iterable[str] = ()) -> list[str]:
        """Tests for the time there is, and others where some is left; of one file together: what these make once they share."""
        kept: list[str] = []
        for name in (name for part in (names, others) for name in sorted(part, key=self.seconds.__getitem__)):
            if kept and sum(map(self.seconds.__getitem__, kept)) + self.seconds[name] > BUDGET:
                break
            kept.append(name)
        totals: defaultdict[str, float] = defaultdict(float)
        for name in kept:
            totals[name.partition("::")[0]] += self.seconds[name]
        return sorted(kept, key=lambda name: (totals[name.partition("::")[0]], self.seconds[name]))

    def _changed(self, pairs: Codes, order: Sequence[str]) -> Answer:
        """What comes of tests in a fork with other functions."""

        def run() -> str:
            for function, code in pairs.items():
                function.__code__ = code
            return self.first_failure(order)

        return self._read(order, lambda limit: forked(run, limit))

    def _fresh(self, change: Mutant, order: Sequence[str]) -> Answer:
        """What comes of tests in a process of its own, with the change in the file."""
        path = LIBRARY / change.module
        genuine = path.read_text(encoding="utf-8")
        path.write_text(change.code, encoding="utf-8")
        command = ["tests.mutation.fresh", *(part for name in order for part in (name, str(self.seconds[name])))]
        try:
            return self._read(order, lambda limit: started(command, self.shared, limit + PATIENCE))
        finally:
            path.write_text(genuine, encoding="utf-8")

    def _read(self, order: Sequence[str], run: Callable[[float], Any]) -> Answer:
        """The answer of a process; of one that died, the test that it ran."""
        self.current[:] = bytes(8)
        told = run(PATIENCE + SLOWER * (PATIENCE + sum(map(self.seconds.__getitem__, order))))
        if isinstance(told, Ended):
            died = told is Ended.DIED
            return Answer(order[int.from_bytes(self.current[:], "little")] if died else "", 0, slow=died, unknown=not died)
        return Answer(told, 0)

    def first_failure(self, order: Sequence[str]) -> str:
        """The first test of an order that fails, '' if none does; a process whose test takes far too long is ended."""
        for name, following in _followed(name for name in order if name in self.items):
            self.current[:] = order.index(name).to_bytes(8, "little")
            limit_test(PATIENCE + SLOWER * self.seconds[name])
            if self._fails(name, following):
                return name
        return ""

    def _fails(self, name: str, following: str | None) -> bool:
        """Run a test with its fixtures, and put away those that the following one does not share."""
        item = self.items[name]
        before = item.session.testsfailed
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None if following is None else self.items[following])
        return item.session.testsfailed > before

    def _is_sound(self, name: str) -> bool:
        """Whether a test passes alone, unchanged."""
        if name not in self.sound:
            self.sound[name] = self._changed({}, [name]).survived
        return self.sound[name]


def _followed(names: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Each name with the one that follows it."""
    every = list(names)
    return zip(every, [*every[1:], None], strict=True)


def _nameless(size: int) -> int:
    """The number of an open file without a name."""
    with TemporaryFile() as file:
        file.truncate(size)
        return os.dup(file.fileno())
