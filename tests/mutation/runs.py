"""Whether a test fails with a change: the tests that reach the changed lines, the quickest first, until one fails.

Tests are collected once and run once, unchanged, to learn which changes each reaches and how long it takes.  A change within
functions is then made in a fork of this process, in the functions that live in it; a change to a constant, a class or a decorator
in the file of a copied tree, by a fresh process.

Main definitions: ``Trial``, ``Answer``.

Conventions: a test counts as a witness only if it passes alone without the change.  Seeds of Hypothesis are fixed.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import math
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.mutation.changes import Mutant
from tests.mutation.probes import key_of, probe, statement_at
from tests.mutation.suites import LIBRARY, ROOT

# Seconds that the tests of one change take together, unchanged: of a constant that every test reaches, the quickest ones.
BUDGET = 10.0
# A change that makes a loop endless is noticed by whoever waits: in seconds of the processor, so many times those of these tests
# and so many more; and in seconds of the clock, on a machine that others use too, so many times that.
SLOWER, PATIENCE, SHARED = 3, 20, 15
# Bytes: a change that fills the memory ends by itself.
MEMORY = 12 * 2**30


@dataclass(frozen=True)
class Answer:
    """Which test failed ('' where none did, a dash where time ran out), and how many reach the change."""

    witness: str
    reaching: int

    @property
    def survived(self) -> bool:
        return not self.witness


class Trial:
    """A plugin of pytest that runs no tests of its own accord: ``work`` does, by ``answer``."""

    def __init__(self, changes: Sequence[Mutant], work: Callable[[Trial], None]) -> None:
        self.changes, self.work = changes, work
        self.items: dict[str, pytest.Item] = {}
        self.seconds: dict[str, float] = {}
        self.reached: dict[Mutant, set[str]] = {}
        self.sound: dict[str, bool] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.seconds, self.reached = self._forked(self._learn, 3600.0)
        self.work(self)
        return True

    def _learn(self) -> Any:
        """Seconds of each test that passes, and which of them reach each change."""
        noted: set[int] = set()
        for name in {change.module for change in self.changes}:
            noted = probe(LIBRARY / name, [(k, one.line) for k, one in enumerate(self.changes) if one.module == name])
        seconds: dict[str, float] = {}
        reached: dict[Mutant, set[str]] = {change: set() for change in self.changes}
        for name, following in _followed(self.items):
            noted.clear()
            started = time.process_time()
            if not self._fails(name, following):
                seconds[name] = time.process_time() - started
                for place in noted:
                    reached[self.changes[place]].add(name)
        return seconds, reached

    def answer(self, change: Mutant) -> Answer:
        """The first test that fails with the change, of those that reach it."""
        within = statement_at(ast.parse(change.code), change.line) is not None
        pairs = _functions(change) if within else None
        names = self.reached[change]
        # What is made when a module is read may be read by a test that runs no function of it.
        order = self._quickest(names, () if within else self.seconds.keys() - names)
        limit = PATIENCE + SLOWER * sum(map(self.seconds.__getitem__, order))
        while order:
            witness = self._fresh(change, order, limit) if not pairs else self._changed(pairs, order, limit)
            if witness not in order or self._is_sound(witness):
                return Answer(witness, len(names))
            order = order[order.index(witness) + 1 :]
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

    def _changed(self, pairs: dict[FunctionType, CodeType], order: Sequence[str], limit: float) -> str:
        def run() -> str:
            for function, code in pairs.items():
                function.__code__ = code
            return self._first_failure(order)

        return self._forked(run, limit)

    def _first_failure(self, order: Sequence[str]) -> str:
        return next((name for name, following in _followed(order) if self._fails(name, following)), "")

    def _fails(self, name: str, following: str | None) -> bool:
        """Run a test with its fixtures, and put away those that the following one does not share."""
        item = self.items[name]
        before = item.session.testsfailed
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None if following is None else self.items[following])
        return item.session.testsfailed > before

    def _is_sound(self, name: str) -> bool:
        """Whether a test passes alone, unchanged."""
        if name not in self.sound:
            self.sound[name] = self._forked(lambda: self._first_failure([name]), 600.0) == ""
        return self.sound[name]

    def _fresh(self, change: Mutant, order: Sequence[str], limit: float) -> str:
        """The same in a process of its own, with the change in the file."""
        path = LIBRARY / change.module
        genuine = path.read_text(encoding="utf-8")
        path.write_text(change.code, encoding="utf-8")
        try:
            # ``is`` with a literal is a change like others, of which no test need fail.
            command = [sys.executable, "-m", "pytest", *OPTIONS, "-W", "ignore::SyntaxWarning", "-x", "-rfE", *order]
            limit += PATIENCE  # collecting takes a while
            done = subprocess.run(
                command,
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
                timeout=SHARED * limit,
                preexec_fn=lambda: _limit(limit),
            )
        except subprocess.TimeoutExpired:
            return "-"
        finally:
            path.write_text(genuine, encoding="utf-8")
        if done.returncode == 0:
            return ""
        said = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        return next((name for name in order if said and name.startswith(said[0])), "-")

    def _forked(self, work: Callable[[], Any], limit: float) -> Any:
        """What a fork of this process answers; a dash where it takes too long or dies."""
        receiving, sending = os.pipe()
        if not (child := os.fork()):
            os.setsid()
            _limit(limit)
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            answer: Any = "-"
            with contextlib.suppress(BaseException):
                answer = work()
            with os.fdopen(sending, "wb") as pipe:
                pickle.dump(answer, pipe)
            os._exit(0)
        os.close(sending)
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
        signal.alarm(SHARED * math.ceil(limit))
        with os.fdopen(receiving, "rb") as pipe:
            told = pipe.read()
        signal.alarm(0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return pickle.loads(told) if told else "-"


# Warnings that a fork of many threads may not be sound are not about the tests.
OPTIONS = ("-n", "0", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-seed=0", "-m", "not deep")


def _limit(seconds: float) -> None:
    """End this process when it takes more seconds of the processor, or more memory."""
    most = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _followed(names: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Each name with the one that follows it."""
    every = list(names)
    return zip(every, [*every[1:], None], strict=True)


def _functions(change: Mutant) -> dict[FunctionType, CodeType]:
    """The living functions that the change changes, with their new code; none where that is not the whole change."""
    path = LIBRARY / change.module
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as of ``is`` with a literal
        new, old = (
            compile(text, str(path), "exec", dont_inherit=True) for text in (change.code, path.read_text(encoding="utf-8"))
        )
    changed: dict[tuple[str, int], CodeType] = {}
    if not _compare(old, new, changed):
        return {}
    living = [one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__code__.co_filename == str(path)]
    keys = {one: key_of(one.__code__) for one in living}
    pairs = {one: changed[key] for one, key in keys.items() if key in changed}
    # What a changed function made as the module was read, such as a decorated one, lives on with the old code.
    made = {key for code in changed.values() for key in _inner(code)}
    fits = all(len(function.__code__.co_freevars) == len(code.co_freevars) for function, code in pairs.items())
    return pairs if fits and changed.keys() <= set(keys.values()) and made.isdisjoint(keys.values()) else {}


def _inner(code: CodeType) -> Iterator[tuple[str, int]]:
    """Names and lines of the functions within a function, at any depth."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one.co_qualname, one.co_firstlineno
            yield from _inner(one)


def _compare(old: CodeType, new: CodeType, changed: dict[tuple[str, int], CodeType]) -> bool:
    """Whether two modules (or classes) differ in functions alone, which are collected."""
    if (old.co_code, old.co_names, len(old.co_consts)) != (new.co_code, new.co_names, len(new.co_consts)):
        return False
    for a, b in zip(old.co_consts, new.co_consts, strict=True):
        if not isinstance(a, CodeType) or not isinstance(b, CodeType):
            if not (isinstance(a, CodeType) or isinstance(b, CodeType)) and repr(a) != repr(b):
                return False
        elif not a.co_flags & 2:  # the body of a class: no function
            if not _compare(a, b, changed):
                return False
        elif a != b:
            changed[a.co_qualname, a.co_firstlineno] = b
    return True
