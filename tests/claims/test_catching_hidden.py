"""Code that catches and hides it: in modules that a claim imports, in methods of all kinds, in caches and threads."""

from __future__ import annotations

import contextlib
import functools
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress as quiet
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest import TestCase

import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Space
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.source import Source
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.own_code.catching import catches, function_catches

HALF = Fraction(1, 2)
COINS = [{"p": [500 + k, 500 - k]} for k in range(-15, 16)]
RATIOS = [{"r": [k, 24]} for k in range(25)]
CAUGHT = """
    try:
        if i.p[0] > xp.ratio(1, 2) and i.p[0] < xp.ratio(51, 100):
            return 2 * xp.sum(i.p)
    except Exception:
        pass
    return xp.sum(i.p) / 2
"""
HEAD = '"""A claim."""\nfrom theory_lab import numbers as xp\nfrom theory_lab.claims import Claim, Simplex, Source, Space\n'
TAIL = '\nCLAIM = Claim("window", Source("none", "none"), Space(p=Simplex(2)), lhs, lambda i: xp.sum(i.p))\n'


def differ(case: Claim, raws: list[Any]) -> list[Any]:
    """Where a tally of many is not that of each alone."""
    alone = {word: sum(judge(case, raw).outcome == word for raw in raws) for word in Outcome}
    found = decide(case, raws, keep=len(raws) + 1).counts
    return [(word, n, found[word]) for word, n in alone.items() if found[word] != n]


HELPER = f'''"""Help."""
from theory_lab import numbers as xp


def risky(i):{CAUGHT}

class Rule:
    def value(self, i):
        return risky(i)
'''
WAYS_TO_IMPORT = {
    "import m": ("import neighbour_of_it", "return neighbour_of_it.risky(i)"),
    "import m as n": ("import neighbour_of_it as n", "return n.risky(i)"),
    "a class": ("from neighbour_of_it import Rule", "return Rule().value(i)"),
    "an object": ("from neighbour_of_it import Rule\nRULE = Rule()", "return RULE.value(i)"),
    "a package": ("from package_of_it import inside", "return inside.risky(i)"),
    "by its text": ("import neighbour_of_it as n", 'return getattr(n, "risky")(i)'),
}


@pytest.mark.parametrize("name", WAYS_TO_IMPORT)
def test_a_helper_that_catches_is_found_after_loading(name: str, tmp_path: Path) -> None:
    """The claim fails at 501/1000 to 509/1000; ``decide`` finds that it holds at all 31, and it is covered."""
    (tmp_path / "neighbour_of_it.py").write_text(HELPER)
    (tmp_path / "package_of_it").mkdir()
    (tmp_path / "package_of_it" / "__init__.py").write_text("")
    (tmp_path / "package_of_it" / "inside.py").write_text(HELPER)
    first, last = WAYS_TO_IMPORT[name]
    (tmp_path / "it.py").write_text(f"{HEAD}{first}\n\n\ndef lhs(i):\n    {last}\n\n{TAIL}")
    case = load(tmp_path / "it.py")
    assert sum(judge(case, raw).outcome == Outcome.FAILS for raw in COINS) == 9
    assert not differ(case, COINS)
    assert cover(case, None) is None


def test_a_helper_that_is_imported_inside_a_function_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "helper_inside.py").write_text(HELPER)
    (tmp_path / "it.py").write_text(
        f"{HEAD}\n\ndef lhs(i):\n    from helper_inside import risky\n\n    return risky(i)\n\n{TAIL}"
    )
    monkeypatch.syspath_prepend(str(tmp_path))  # as where the command runs in this folder
    case = load(tmp_path / "it.py")
    assert sum(judge(case, raw).outcome == Outcome.FAILS for raw in COINS) == 9
    assert not differ(case, COINS)


def asked(i: Any) -> bool:
    return bool(i.p[0] > xp.ratio(1, 2)) and bool(i.p[0] < xp.ratio(51, 100))


def risky(i: Any) -> Any:
    try:
        if asked(i):
            return 2 * xp.sum(i.p)
    except Exception as error:
        del error
    return xp.sum(i.p) / 2


QUIET = contextlib.suppress(Exception)
OTHER: Any = contextlib.nullcontext()  # as far as its name says


def quietly(i: Any) -> Any:
    with quiet(Exception):
        if asked(i):
            return 2 * xp.sum(i.p)
    return xp.sum(i.p) / 2


def made_before(i: Any) -> Any:
    with QUIET:
        if asked(i):
            return 2 * xp.sum(i.p)
    return xp.sum(i.p) / 2


def stacked(i: Any) -> Any:
    with contextlib.ExitStack() as stack:
        stack.push(lambda *told: True)
        if asked(i):
            return 2 * xp.sum(i.p)
    return xp.sum(i.p) / 2


def raising(i: Any) -> Any:
    found = []
    with pytest.raises((ValueError, xp.Branched)):
        found.append(asked(i))
        raise ValueError
    return 2 * xp.sum(i.p) if found == [True] else xp.sum(i.p) / 2


def asserting(i: Any) -> Any:
    found = []
    with TestCase().assertRaises((ValueError, xp.Branched)):
        found.append(asked(i))
        raise ValueError
    return 2 * xp.sum(i.p) if found == [True] else xp.sum(i.p) / 2


class Leaving:
    def __enter__(self) -> None: ...

    def leave(self, *told: Any) -> bool:
        return True

    __exit__ = leave


def leaving(i: Any) -> Any:
    with Leaving():
        if asked(i):
            return 2 * xp.sum(i.p)
    return xp.sum(i.p) / 2


class Cached:
    def __init__(self, i: Any) -> None:
        self.i = i

    @functools.cached_property
    def value(self) -> Any:
        return risky(self.i)


class Partial:
    def go(self, f: Any, i: Any) -> Any:
        return f(i)

    value = functools.partialmethod(go, risky)


class Dispatched:
    @functools.singledispatchmethod
    def value(self, i: Any) -> Any:
        return risky(i)


class Named(NamedTuple):
    k: int

    def value(self, i: Any) -> Any:
        return risky(i)


class Kind(IntEnum):
    ONE = 1

    def of(self, i: Any) -> Any:
        return risky(i)


class Meta(type):
    def __call__(cls, i: Any) -> Any:
        return risky(i)


class Made(metaclass=Meta): ...


class Rules(dict[str, Any]):
    def of(self, i: Any) -> Any:
        return risky(i)


@dataclass(frozen=True, slots=True)
class Slotted:
    f: Any


NAMESPACE, SLOTTED, NAMED, ONE, DEQUE, RULES = (
    SimpleNamespace(f=risky),
    Slotted(risky),
    Named(1),
    Kind.ONE,
    deque([risky]),
    Rules(),
)
GET = {"risky": risky}.get
HIDDEN: dict[str, Callable[[Any], Any]] = {
    "suppress under another name": quietly,
    "suppress made before": made_before,
    "an exit stack": stacked,
    "pytest.raises": raising,
    "a manager of a package": asserting,
    "__exit__ under another name": leaving,
    "a cached property": lambda i: Cached(i).value,
    "a partial method": lambda i: Partial().value(i),
    "a dispatched method": lambda i: Dispatched().value(i),
    "a method of a named tuple": lambda i: NAMED.value(i),
    "a method of a whole number": lambda i: ONE.of(i),
    "a method of a dict": lambda i: RULES.of(i),
    "a kind of kinds": lambda i: Made(i),  # type: ignore[call-arg]
    "a namespace": lambda i: NAMESPACE.f(i),
    "slots": lambda i: SLOTTED.f(i),
    "a deque": lambda i: DEQUE[0](i),
    "a bound method of a table": lambda i: GET("risky")(i),  # type: ignore[misc]
    "globals by their text": lambda i: globals()["risky"](i),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_code_that_catches_and_hides_is_found(name: str) -> None:
    """Each holds at all 31 instances in a batch and fails at 9 of them alone, and is covered."""
    case = claim("caught", {"p": Simplex(2)}, HIDDEN[name], lambda i: xp.sum(i.p))
    assert sum(judge(case, raw).outcome == Outcome.FAILS for raw in COINS) == 9
    assert not differ(case, COINS)
    assert cover(case, None) is None


@functools.cache
def kept(n: int) -> int:
    """1, since ``exp(x) > 1 + x``; 0 where 64 bits do not tell, and then for ever."""
    try:
        return 1 if xp.exp(xp.ratio(1, 10**n)) > 1 + xp.ratio(1, 10**n) else 0
    except Exception:
        return 0


def test_an_answer_that_was_caught_and_kept_decides_nothing() -> None:
    """The judge alone says that 1 <= 1/2: what it heard at 64 bits is not raised again at 256, where the cache answers."""
    case = claim("kept", {"r": Ratio(0, 1)}, lambda i: kept(20), lambda i: HALF)
    assert judge(case, {"r": [1, 3]}).outcome != Outcome.HOLDS
    assert judge(case, {"r": [1, 2]}).outcome != Outcome.HOLDS


def in_a_thread(i: Any) -> Any:
    def larger() -> int:
        try:
            return 1 if xp.exp(i.r) > 1 + i.r else 0
        except Exception:
            return 0

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(larger).result()


def test_what_is_caught_in_a_thread_is_heard() -> None:
    """Neither the precision in force nor who listens is known in a thread."""
    case = claim("thread", {"r": Ratio(0, 1)}, in_a_thread, lambda i: HALF)
    assert judge(case, {"r": [1, 10**200]}).outcome != Outcome.HOLDS


def test_a_built_search_judges_what_catches_alone() -> None:
    """``Handful`` takes what a batch says of each, of a claim that is to be decided one instance at a time: no failure of 9."""
    tried = Handful(claim("caught", {"p": Simplex(2)}, risky, lambda i: xp.sum(i.p)), None)
    tried.decide(COINS)
    assert tried.failures


def harmless(f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def guarded(i: Any) -> Any:
        try:
            return f(i)
        except KeyError:
            return 0

    return guarded


def product(i: Any) -> Any:
    return xp.exp(xp.sqrt(i.r + 2) * xp.sqrt(i.r + 3))


def root(i: Any) -> Any:
    """The same number, which no precision tells."""
    return xp.exp(xp.sqrt((i.r + 2) * (i.r + 3)))


UNHEARD: dict[str, dict[str, Any]] = {
    "a chain that fails in one step and ties in another": {"chain": (harmless(product), root, lambda i: 0)},
    "what is known ties": {"lhs": harmless(product), "rhs": lambda i: 10**9, "trivial": (root, None)},
}


@pytest.mark.parametrize("name", UNHEARD)
def test_what_no_code_of_the_claim_caught_is_no_doubt(name: str) -> None:
    """A counterexample of a chain becomes undecided because the claim has a handler somewhere."""
    case = Claim("t", Source("planted", "x"), space=Space(r=Ratio(0, 1)), **UNHEARD[name])
    expected = Outcome.FAILS if case.chain else Outcome.HOLDS
    assert case.catching and judge(case, {"r": [1, 7]}).outcome == expected


WAYS_TO_RENAME = {
    "a name of one's own": ("open = TestCase().assertRaises\n", "with open(Exception):"),
    "imported as": ("from contextlib import suppress as errstate\n", "with errstate(Exception):"),
    "of another module": ("from neighbour_of_it import open\n", "with open(Exception):"),
    "an argument": ("", "def it(open):\n        with open(Exception):\n            pass\n    with quiet(it):"),
    "at its end": ("class Last:\n    def __del__(self): ...\n", "if Last():"),
    "text": ("", "exec('import os')\n    if True:"),
}


@pytest.mark.parametrize("name", WAYS_TO_RENAME)
def test_a_name_that_is_harmless_elsewhere_is_not_believed(name: str, tmp_path: Path) -> None:
    first, manager = WAYS_TO_RENAME[name]
    (tmp_path / "neighbour_of_it.py").write_text("open = print\n")
    (tmp_path / "it.py").write_text(f"{first}\n\ndef lhs(i):\n    {manager}\n        return 0\n")
    assert catches(tmp_path / "it.py").startswith("it.py, line ")


def test_one_harmless_manager_does_not_speak_for_another() -> None:
    def two(i: Any) -> Any:
        with xp.guessing(), OTHER:
            return xp.sum(i.p)

    assert function_catches(two)
