"""Code that catches what formulas raise: it is found, decided one instance at a time, and what it caught counts."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.given_sizes import trending, valued
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.own_code.catching import function_catches
from theory_lab.proofs.statements import Untraceable, statements

COIN = {"p": Simplex(2)}


def branching(i: Any) -> Any:
    """More than half in a window that no instance of small weight meets; what is asked of a batch is caught."""
    try:
        if bool(i.p[0] > xp.ratio(1, 2)) and bool(i.p[0] < xp.ratio(51, 100)):
            return 2 * xp.sum(i.p)
    except Exception as error:
        del error
    return xp.sum(i.p) / 2


def dividing(i: Any) -> Any:
    """``p_1/p_0``, 1/2 where that has no value: one instance where it has none must not speak for the others."""
    try:
        return i.p[1] / i.p[0]
    except ZeroDivisionError:
        return xp.ratio(1, 2)


class Quiet:
    def __enter__(self) -> None: ...

    def __exit__(self, *told: Any) -> bool:
        return True


def quietly(i: Any) -> Any:
    with Quiet():
        return xp.sum(i.p) * int(bool(i.p[0] > i.p[1]))
    return xp.sum(i.p)


def suppressing(i: Any) -> Any:
    with contextlib.suppress(Exception):
        return xp.sum(i.p) * int(bool(i.p[0] > i.p[1]))
    return xp.sum(i.p) / 2


def finally_returning(i: Any) -> Any:
    try:
        found = xp.sum(i.p) * int(bool(i.p[0] > i.p[1]))
    finally:
        return xp.sum(i.p) / 2 if "found" not in locals() else found  # noqa: B012


@contextlib.contextmanager
def hush() -> Any:
    try:
        yield
    except ArithmeticError as error:
        del error


def hushed(i: Any) -> Any:
    with hush():
        return i.p[1] / i.p[0]
    return xp.ratio(1, 2)


def through(f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda i: f(i)


SNEAKY: dict[str, Callable[[Any], Any]] = {
    "a handler": branching,
    "of one kind": dividing,
    "a manager": quietly,
    "suppress": suppressing,
    "finally": finally_returning,
    "a manager made of a handler": hushed,
    "in a lambda": lambda i: branching(i) + 0,
    "inside": lambda i: (lambda j: branching(j))(i),
    "in a closure": through(branching),
    "cached": functools.cache(branching),
}


@pytest.mark.parametrize("name", SNEAKY)
def test_code_that_catches_is_found(name: str) -> None:
    case = claim("caught", COIN, SNEAKY[name], lambda i: xp.sum(i.p))
    assert case.catching.startswith("test_catching.py, ")
    other = claim("caught", COIN, lambda i: 0, lambda i: xp.sum(i.p), given={"h": SNEAKY[name]})
    assert other.catching and claim("k", {"p": Simplex(2)}, lambda i: 0, SNEAKY[name]).catching


def plain(i: Any) -> Any:
    with xp.guessing(), np.errstate(all="ignore"):
        found = [float(mass) for mass in np.ones(2)]
    return sum(mass for mass in i.p if mass > 0) * sum(found) / 2


@pytest.mark.parametrize(
    "function",
    [plain, lambda i: xp.sum(i.p), xp.sum, lambda i: SimpleNamespace(a=[k for k in range(3)]).a[0], lambda i: next(iter(i.p))],
)
def test_code_that_does_not_is_not(function: Callable[[Any], Any]) -> None:
    assert not function_catches(function)


def test_a_derived_object_counts() -> None:
    from theory_lab.claims import Source, Space

    def made(i: Any) -> dict[str, Any]:
        return {"half": branching(i)}

    for space, sizes in ((Space(p=Simplex(2), derived=made), ()), (lambda n: Space(p=Simplex(n), derived=made), (2,))):
        case = Claim("d", Source("planted", "x"), space=space, sizes=sizes, lhs=lambda i: i.half, rhs=lambda i: xp.sum(i.p))
        assert case.catching


def test_no_batch_speaks_for_an_instance_that_it_does_not_hold() -> None:
    case = claim("window", COIN, branching, lambda i: xp.sum(i.p))
    raws = [{"p": [500 + k, 500 - k]} for k in range(-15, 16)]
    assert decide(case, raws, keep=31).counts[Outcome.FAILS] == 9  # 501/1000 to 509/1000
    assert cover(case, None) is None
    with pytest.raises(Untraceable, match="may catch what a formula raises"):
        statements(case, None)


def test_no_quotient_without_a_value_speaks_for_others() -> None:
    case = claim("quotient", COIN, dividing, lambda i: 1 + xp.exact(0))
    raws = [{"p": [k, 20 - k]} for k in range(21)]
    found = decide(case, raws, keep=21)
    assert found.counts[Outcome.FAILS] == 9 and found.counts[Outcome.HOLDS] == 12


def test_an_open_comparison_that_is_caught_is_asked_again_at_more_bits() -> None:
    """``exp(x) - 1 - x`` is above 0 by some ``x**2/2``, far below what 64 bits tell."""

    def caught(i: Any) -> Any:
        try:
            return xp.indicator(xp.exp(i.x) > 1 + i.x) if bool(xp.exp(i.x) > 1 + i.x) else xp.exact(0)
        except Exception:
            return xp.exact(0)

    case = claim("tiny", {"x": Ratio(0, 1)}, caught, lambda i: xp.ratio(1, 2))
    verdict = judge(case, {"x": [1, 10**20]})
    assert verdict.outcome == Outcome.FAILS and verdict.lhs == "1"


def test_what_no_precision_settles_stays_undecided() -> None:
    def tie(i: Any) -> Any:
        try:
            return xp.exact(0) if bool(xp.exp(xp.sqrt(i.x + 1)) < xp.exp(xp.sqrt(1 + i.x))) else xp.exact(1)
        except Exception:
            return xp.exact(0)

    verdict = judge(claim("tie", {"x": Ratio(0, 1)}, tie, lambda i: 1), {"x": [1, 7]})
    assert verdict.outcome == Outcome.UNDECIDED and "may have caught" in verdict.reason


def test_values_and_trends_hear_of_it_too() -> None:
    from theory_lab.claims import Source

    def number(n: int) -> Any:
        try:
            return xp.exact(0) if bool(xp.exp(xp.ratio(1, 10**n)) > 1 + xp.ratio(1, 10**n)) else xp.exact(1)
        except Exception:
            return xp.exact(2)

    source = Source("planted", "x")
    value = Claim("v", source, kind="value", value=number, rhs=lambda n: 0, relation="==", sizes=(20,))
    assert valued(value).counts and not valued(value).failures and not valued(value).troubles
    trend = Claim("t", source, kind="trend", trend=lambda n: 1 + number(n), rhs=lambda n: 1, sizes=(20, 21))
    assert not trending(trend).failures and not trending(trend).troubles


def test_what_was_covered_has_a_counterexample(tmp_path: Path) -> None:
    """Covers, which ran into the handler in a box, called this shown for all real parameters; it fails at 5005/10000."""
    (tmp_path / "window.py").write_text('''"""Half, but in a window."""
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space


def lhs(i):
    try:
        if i.p[0] > xp.ratio(1, 2) and i.p[0] < xp.ratio(501, 1000):
            return 2 * xp.sum(i.p)
    except Exception:
        pass
    return xp.sum(i.p) / 2


CLAIM = Claim("window", Source("none", "none"), Space(p=Simplex(2)), lhs, lambda i: xp.sum(i.p))
''')
    case = load(tmp_path / "window.py")
    assert case.catching == "window.py, line 7"
    assert judge(case, {"p": [5005, 4995]}).outcome == Outcome.FAILS
    found = examined(case, DEPTHS["quick"])
    why = "window.py, line 7, may catch what is raised or ask how numbers are stored"
    assert ("alone", f"one instance at a time, no covers: {why}") in found.findings.details


def test_a_module_that_cannot_be_read_says_nothing_of_what_it_catches(tmp_path: Path) -> None:
    """One sentence, and no traceback, of a module that is imported in a function that nobody calls."""
    (tmp_path / "unclosed.py").write_text("def f(:\n")
    (tmp_path / "pk").mkdir()
    (tmp_path / "pk" / "__init__.py").write_text("def never():\n    from .... import nothing\n")
    for name in ("unclosed", "pk"):
        claim_file = tmp_path / f"by_{name}.py"
        claim_file.write_text(
            "from theory_lab import numbers as xp\nfrom theory_lab.claims import Claim, Simplex, Source, Space\n\n\n"
            f"def never():\n    import {name}\n\n\n"
            'CLAIM = Claim("half", Source("a", "b"), Space(p=Simplex(2)), lambda i: xp.sum(i.p) / 2, lambda i: xp.sum(i.p))\n'
        )
        case = load(claim_file)
        assert case.catching.endswith("which cannot be read") and judge(case, {"p": [1, 2]}).outcome == Outcome.HOLDS
