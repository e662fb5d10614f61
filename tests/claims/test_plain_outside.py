"""What stands outside people's own code: numbers there are none that a proof sees, so plain code names no other than 0 and 1."""

from __future__ import annotations

import errno
import math
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.claims.loading import load
from theory_lab.own_code.naming import named_by
from theory_lab.own_code.plain import unplain
from theory_lab.proofs.prover import proved

HEAD = """\
import errno, math, types
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
"""
TAIL = """
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), lambda n: Space(p=Simplex(n)), sizes=(2, 3),
    lhs=lambda i: xp.sum(i.p) * i.size, rhs=lambda i: min(i.size, {limit}))
"""
# False from 501 outcomes on, or 114; of each, what stands before the claim and the limit in it.
FALSE = {
    "a number of a module of Python's": ("", "errno.EHOSTUNREACH"),
    "one that the file puts there": ("math.LIMIT = 500", "math.LIMIT"),
    "a function that the file puts there": ("math.most = lambda: 500", "math.most()"),
    "one in place of a word": ("math.perm = lambda *k: 500", "math.perm(1)"),
    "one in the library": ("xp.most = lambda: 500", "xp.most()"),
    "a table in a module that is made": ("made = types.ModuleType('made'); made.ALL = [500]", "made.ALL[0]"),
    "one that makes it when it is asked": (
        "made = types.ModuleType('made'); made.__getattr__ = lambda name: xp.one",
        "made.LIMIT",
    ),
    "a module of another class": (
        "class Made(types.ModuleType):\n    def __getattribute__(self, name):\n        return 500\nmade = Made('made')",
        "made.LIMIT",
    ),
    "a number among Python's words": ("__builtins__['LIMIT'] = 500", "LIMIT"),
    "a function among them": ("__builtins__['most'] = lambda: 500", "most()"),
    "another function by the name of a word": ("__builtins__['max'] = lambda *k: 500", "max(1, 2)"),
}


@pytest.fixture(autouse=True)
def others() -> Any:
    """Modules of others, as they were before."""
    before = [(module, dict(vars(module))) for module in (math, xp)]
    yield
    for module, names in before:
        vars(module).clear()
        vars(module).update(names)


@pytest.mark.parametrize("name", FALSE)
def test_a_limit_that_nobody_sees_is_not_plain(name: str, claim_file: Callable[..., Path]) -> None:
    before, limit = FALSE[name]
    claim = load(claim_file("limited", text=HEAD + before + TAIL.format(limit=limit)))
    assert claim.unplain.startswith("limited.py, line ")


def test_what_is_false_from_114_outcomes_on_is_not_proved_for_all(claim_file: Callable[..., Path]) -> None:
    """It was, as no formula was read at a number that stands in no code; a bound at 1 is read and false at 2 already."""
    claim = load(claim_file("limited", text=HEAD + TAIL.format(limit="errno.EHOSTUNREACH")))
    assert errno.EHOSTUNREACH > 101 and "errno.EHOSTUNREACH" in proved(claim, "limited", 1).open
    named = HEAD + "from errno import EHOSTUNREACH\n" + TAIL.format(limit="EHOSTUNREACH")
    assert not load(claim_file("named", text=named)).unplain
    assert "113" in proved(load(claim_file("named", text=named)), "named", 5).open


class Endless(float):
    """An infinity that is compared in its own way."""

    def __lt__(self, other: Any) -> bool:
        return other > 500


ENDLESS = Endless("inf")


def test_an_infinity_of_another_kind_is_not_plain() -> None:
    assert unplain(lambda i: min(i.size, ENDLESS)).endswith(": Endless, a kind of float")


def test_what_all_know_is_plain() -> None:
    assert unplain(lambda i: xp.one * math.inf * np.inf + math.comb(i.k, 2) + xp.sum(i.x)) == ""


def test_pythons_words_are_those_that_a_function_has() -> None:
    made = FunctionType((lambda i: min(i.k, 3)).__code__, {"__builtins__": {"min": min}})
    other = FunctionType((lambda i: min(i.k, 3)).__code__, {"__builtins__": {"min": lambda *k: 500}})
    assert unplain(made) == "" and unplain(other).endswith(": min")


def test_a_module_behind_one_that_is_not_peoples_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without ``__init__.py`` is a module without a file."""
    (tmp_path / "bare_folder").mkdir()
    (tmp_path / "bare_folder" / "limits_inside.py").write_text("MOST = 500\n")
    monkeypatch.syspath_prepend(tmp_path)
    names: dict[str, Any] = {}
    exec("import bare_folder.limits_inside\nmade = lambda i: bare_folder.limits_inside.MOST", names)
    try:
        assert isinstance(names["bare_folder"], ModuleType) and 500 in named_by(names["made"])
        assert unplain(names["made"]) == ""
    finally:
        for name in ("bare_folder", "bare_folder.limits_inside"):
            sys.modules.pop(name, None)
