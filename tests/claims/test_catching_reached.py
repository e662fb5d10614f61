"""Code without a file that catches, reached through whatever a side names, holds or wraps.

What is caught is a quotient by 0 at one instance, which ends an exact batch: nobody else hears of that.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import theory_lab
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Simplex
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.own_code.catching import function_catches

COINS = [{"p": [a, b]} for a in range(1, 7) for b in range(1, 7)]


def far(i: Any, least: int = 0) -> Any:
    """0, and 2 where both weights are equal."""
    try:
        return 0 / (xp.max(i.p) - xp.min(i.p)) + least
    except ZeroDivisionError:
        return xp.exact(2)


class Bound:
    def __call__(self, i: Any) -> Any:
        return far(i)

    def at(self, i: Any) -> Any:
        return far(i)

    @property
    def rule(self) -> Callable[[Any], Any]:
        return far


class Kind(IntEnum):
    ONE = 1

    def of(self, i: Any) -> Any:
        return far(i)


KIND = Kind.ONE
OBJECT, LIST, TABLE, BOUND, PARTIAL = Bound(), [far], {"first": {"second": far}}, Bound().at, functools.partial(far, least=0)


@functools.wraps(xp.log)
def logarithm(i: Any) -> Any:
    return far(i)


def named_later(i: Any, f: Callable[[Any], Any] = far) -> Any:
    return f(i)


WAYS: dict[str, Callable[[Any], Any]] = {
    "by the name of a function of the library": lambda i: logarithm(i),
    "with arguments": functools.partial(far, least=0),
    "a method": Bound().at,
    "an object that is called": Bound(),
    "a method of an object": lambda i: OBJECT.at(i),
    "a method of a whole number": lambda i: KIND.of(i),
    "a property": lambda i: OBJECT.rule(i),
    "a list": lambda i: LIST[0](i),
    "a table of tables": lambda i: TABLE["first"]["second"](i),
    "a method by a name": lambda i: BOUND(i),
    "with arguments by a name": lambda i: PARTIAL(i),
    "an argument left out": named_later,
    "an argument by its name left out": lambda i, *, f=far: f(i),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_handler_is_reached(name: str) -> None:
    """Each side is 0 at the 30 coins that are not fair, where an exact batch made 2 of all."""
    case = claim("caught", {"p": Simplex(2)}, lambda i: xp.exp(xp.log(i.p[0])), WAYS[name])
    assert case.catching == "test_catching_reached.py, far"
    assert sum(judge(case, raw).outcome == Outcome.FAILS for raw in COINS) == 30
    assert decide(case, COINS, keep=len(COINS)).counts[Outcome.FAILS] == 30


MODULE = """
def away(i):
    try:
        return 0 / (i.p[0] - i.p[1])
    except ZeroDivisionError:
        return 2
"""


HIDDEN = """
def away(gap):
    try:
        return form(gap) * 0
    except ArithmeticError:
        return 2
"""


@pytest.mark.parametrize("how", ["by its module", "in a function", "of a package, in a function"])
def test_a_handler_is_reached_in_a_module(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "reached_it").mkdir()
    (tmp_path / "reached_it" / "__init__.py").write_text("")
    (tmp_path / "reached_it" / "inner.py").write_text(MODULE)
    (tmp_path / "reached.py").write_text(MODULE)
    import reached  # type: ignore[import-not-found]

    def in_a_function(i: Any) -> Any:
        import reached  # type: ignore[import-not-found]

        return reached.away(i)

    def of_a_package(i: Any) -> Any:
        from reached_it import inner  # type: ignore[import-not-found]

        return inner.away(i)

    sides = {
        "by its module": (lambda i: reached.away(i), "reached.py, line 3"),
        "in a function": (in_a_function, "reached.py, line 3"),
        "of a package, in a function": (of_a_package, "inner.py, line 3"),
    }
    side, where = sides[how]
    found = function_catches(side)
    for name in ("reached", "reached_it", "reached_it.inner"):
        sys.modules.pop(name, None)
    assert found == where


BESIDE = """
def away(i):
    from {package} import beside
    return beside.away(i)
"""


@pytest.mark.parametrize("package", ["reached_again", "reached_again.within"])
def test_a_handler_is_reached_beside_a_module_whose_package_was_forgotten(package: str, tmp_path: Path) -> None:
    """As that of a claim is after it was loaded, when its folder is on the import path no more."""
    folder = tmp_path.joinpath(*package.split("."))
    folder.mkdir(parents=True)
    for one in {folder, tmp_path / "reached_again"}:
        (one / "__init__.py").write_text("")
    (folder / "inner.py").write_text(BESIDE.format(package=package))
    (folder / "beside.py").write_text(MODULE)
    inner = ModuleType(f"{package}.inner")
    inner.__file__, inner.__package__ = str(folder / "inner.py"), package
    assert function_catches(inner) == "beside.py, line 3"


def test_a_handler_is_found_that_is_typed_in_a_folder_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(theory_lab.__file__).parent)
    names: dict[str, Any] = {"__name__": "typed"}
    exec(compile(MODULE, "<typed>", "exec"), names)
    assert function_catches(names["away"]) == "<typed>, away"


def threaded(i: Any) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: xp.minimum(1, 1 / (i.p[0] - i.p[1]))).result()


def test_what_runs_in_a_thread_is_not_covered() -> None:
    """It has no value at equal weights, which is doubted in a thread of which nobody hears."""
    case = claim("threaded", {"p": Simplex(2)}, threaded, lambda i: 1)
    assert judge(case, {"p": [1, 1]}).outcome == Outcome.ERROR
    assert case.catching == "test_catching_reached.py, threaded" and cover(case, None) is None


FORMS: dict[str, Callable[[Any], Any]] = {
    "a quotient": lambda gap: 0 / gap,
    "a power": lambda gap: gap**-1,
    "0 times infinity": lambda gap: gap * xp.log(gap),
    "a singular system": lambda gap: xp.solve(xp.stack([xp.stack([gap])]), xp.stack([gap]))[0],
}


@pytest.mark.parametrize("name", FORMS)
def test_no_batch_goes_on_after_a_form_without_a_value_in_code_that_nobody_finds(name: str) -> None:
    """As of a package that is installed, which is not looked at."""
    names: dict[str, Any] = {"form": FORMS[name], "__name__": "theory_lab_of_others"}
    exec(compile(HIDDEN, ast.__file__, "exec"), names)

    def away(i: Any) -> Any:
        return names["aw" + "ay"](xp.max(i.p) - xp.min(i.p))

    case = claim("caught", {"p": Simplex(2)}, lambda i: xp.exp(xp.log(i.p[0])), away)
    alone = sum(judge(case, raw).outcome == Outcome.FAILS for raw in COINS)
    assert not case.catching and alone == 30
    assert decide(case, COINS, keep=len(COINS)).counts[Outcome.FAILS] == alone


def test_what_is_too_much_to_look_at_may_catch() -> None:
    held, numbers = [(k,) for k in range(200_000)], [*range(200_000)]
    assert function_catches(lambda i: held[0]).startswith("code that holds more than")
    assert not function_catches(lambda i: numbers[0])
