"""What code changes of the process is put back."""

from __future__ import annotations

import builtins
import decimal
import gc
import importlib
import os
import random
import signal
import subprocess
import sys
import warnings
from contextlib import nullcontext
from fractions import Fraction
from types import ModuleType
from typing import cast

import flint
import numpy as np
import pytest

import theory_lab
from theory_lab import counting, numbers
from theory_lab.counting import words
from theory_lab.isolation.containment import Lost, contained
from theory_lab.isolation.state import restored
from theory_lab.numbers import functions


def everything() -> list[object]:
    """All that the changes below touch."""
    return [
        os.getcwd(),
        dict(os.environ),
        sys.path,
        list(sys.path),
        sys.modules.get("json"),
        sys.stdin,
        sys.stdout,
        sys.stderr,
        random.getstate(),
        str(np.random.get_state()),
        np.geterr(),
        np.get_printoptions(),
        flint.ctx.prec,
        decimal.getcontext().prec,
        list(warnings.filters),
        sys.getrecursionlimit(),
        sys.get_int_max_str_digits(),
        signal.getsignal(signal.SIGINT),
        signal.getitimer(signal.ITIMER_REAL),
        gc.isenabled(),
        builtins.sum,
        os._exit,
        functions.log,
        id(functions.one),
        id(sys.modules),
        sys.modules.get(functions.__name__),
        getattr(theory_lab, "__version__", None),
        numbers.functions,
    ]


CHANGES = {
    "folder": lambda: os.chdir("/"),
    "environment": lambda: os.environ.update(A_CLAIM_WAS_HERE="1"),
    "environment cleared": lambda: os.environ.clear(),
    "path": lambda: sys.path.insert(0, "/nowhere"),
    "another path": lambda: setattr(sys, "path", []),
    "module removed": lambda: sys.modules.pop("json"),
    "module replaced": lambda: sys.modules.update(json=None),
    "standard output": lambda: setattr(sys, "stdout", None),
    "standard error": lambda: setattr(sys, "stderr", None),
    "seed": lambda: random.seed(0),
    "seed of numpy": lambda: np.random.seed(0),
    "errors of numpy": lambda: np.seterr(all="raise"),
    "printing of numpy": lambda: np.set_printoptions(precision=1),
    "precision of balls": lambda: setattr(flint.ctx, "prec", 2),
    "precision of decimals": lambda: setattr(decimal.getcontext(), "prec", 2),
    "another context of decimals": lambda: decimal.setcontext(decimal.Context(prec=3)),
    "warnings": lambda: warnings.simplefilter("ignore"),
    "recursion": lambda: sys.setrecursionlimit(5000),
    "digits": lambda: sys.set_int_max_str_digits(1000),
    "handler": lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    "alarm": lambda: signal.setitimer(signal.ITIMER_REAL, 1000),
    "collector": gc.disable,
    "builtin": lambda: setattr(builtins, "sum", max),
    "exit": lambda: setattr(os, "_exit", print),
    "the library": lambda: setattr(functions, "log", max),
    "the library, less": lambda: delattr(functions, "log"),
    "the library, by an equal number": lambda: setattr(functions, "one", Fraction(1)),
    "the package": lambda: setattr(theory_lab, "__version__", "0"),
    "the package, less": lambda: delattr(theory_lab, "__version__"),
    "a package inside": lambda: setattr(numbers, "functions", None),
    "a module of the library replaced": lambda: sys.modules.update({functions.__name__: ModuleType(functions.__name__)}),
    "a module of the library removed": lambda: sys.modules.pop(functions.__name__),
    "other modules": lambda: setattr(sys, "modules", {"sys": sys}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_put_back(name):
    before = everything()
    with restored():
        CHANGES[name]()
    assert everything() == before


def test_a_name_that_became_another_is_put_back():
    """The objects are the same, in the same order."""
    names = functions.__dict__
    last, held = [*names.items()][-1]
    with restored():
        names["another"] = names.pop(last)
    assert names.pop("another") is names[last] is held


def test_what_was_imported_or_bound_meanwhile_stays_and_is_put_back_next_time(monkeypatch: pytest.MonkeyPatch):
    module = ModuleType("theory_lab.numbers.of_a_test")
    names = vars(module)
    with restored():
        monkeypatch.setitem(sys.modules, module.__name__, module)
        names["first"] = 1
    assert sys.modules[module.__name__] is module and names["first"] == 1
    with restored():
        names |= {"first": 2, "second": 2}
        del sys.modules[module.__name__]
    assert sys.modules[module.__name__] is module and (names["first"], names["second"]) == (1, 2)


@pytest.mark.parametrize("inside", (False, True))
def test_what_was_imported_meanwhile_stays_as_it_was_then(inside: bool, monkeypatch: pytest.MonkeyPatch):
    """Else what a claim binds in a module that it is the first to import would be found there by the next claim."""
    monkeypatch.setattr(counting, "words", words)
    monkeypatch.delitem(sys.modules, words.__name__)
    finders = list(sys.meta_path)
    with restored():
        with restored() if inside else nullcontext():
            again = vars(importlib.import_module(words.__name__))
        assert again is not vars(words)
        again["comb"] = None
        del again["rational"]
    assert again["comb"] is vars(words)["comb"] and again["rational"] is vars(words)["rational"]
    assert vars(sys.modules[words.__name__]) is again and sys.meta_path == finders


def test_a_module_without_a_name_does_no_harm(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(cast(dict[object, object], sys.modules), None, None)
    test_put_back("the library")


def test_put_back_after_an_error():
    before = os.getcwd()
    with pytest.raises(ZeroDivisionError), restored():
        os.chdir("/")
        1 / 0  # noqa: B018
    assert os.getcwd() == before


def test_what_is_printed_goes_to_standard_error(capsys):
    with restored():
        print("noise")
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err == "noise\n"


def test_a_child_may_still_exit_at_once():
    program = """
import os
from theory_lab.isolation.state import restored
with restored():
    child = os.fork()
    if not child:
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
"""
    subprocess.run([sys.executable, "-c", program], check=True)  # by itself: JAX's threads and a fork do not go together


def raising(error: BaseException):
    raise error


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (lambda: sys.exit(3), "its code called exit with 3"),
        (lambda: os._exit(0), "its code called exit with 'os._exit(0)'"),
        (lambda: raising(RecursionError("too\n deep")), "its check ended in RecursionError: too deep"),
        (lambda: raising(MemoryError()), "its check ended in MemoryError"),
        (lambda: raising(GeneratorExit()), "its check ended in GeneratorExit"),
    ],
)
def test_work_that_ends_otherwise_is_lost_in_one_sentence(work, reason):
    lost = contained(work)
    assert isinstance(lost, Lost) and lost.reason == reason and lost.seconds >= 0


def test_results_pass_through():
    assert contained(lambda: 3) == 3
