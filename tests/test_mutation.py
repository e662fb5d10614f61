"""The tool that changes code: what counts as a change, which lines it reaches, and which living functions it exchanges."""

from __future__ import annotations

import ast
import builtins
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from tests.mutation import changes, exchange, reach, runs, suites
from tests.mutation.__main__ import chosen
from tests.mutation.changes import Mutant, meaning, mutant, places
from tests.mutation.exchange import changed_functions, living, noting, statement_lines
from tests.mutation.forks import Ended
from tests.mutation.suites import suite_of

CODE = """\
LIMIT = 3


class Box:
    size: int = 2

    def f(self, x: int | None = None) -> int:
        if x:
            raise ValueError("too " + "many")
        total = sum(
            k
            for k in range(x or 0)
        )
        return total + 1


def g(x):
    return x * 2
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("int | None", "int + None"), ("size: int", "size: str"), ('"too " + "many"', '"too " * "many"'), ("-> int", "-> str"),
    ],
)  # fmt: skip
def test_what_cannot_matter_is_no_change(old: str, new: str) -> None:
    assert old in CODE and meaning(CODE.replace(old, new, 1)) == meaning(CODE)


def test_what_can_matter_is_a_change() -> None:
    for old, new in (
        ("LIMIT = 3", "LIMIT = 4"),
        ("x or 0", "x or 1"),
        ("ValueError", "TypeError"),
        ("size: int = 2", "size: int = 3"),
    ):
        assert old in CODE and meaning(CODE.replace(old, new, 1)) not in (meaning(CODE), "")
    assert meaning("x = **y") == ""
    assert meaning("zip(a, b, strict=True)") == meaning("zip(a, b, strict=False)") != meaning("zip(a, c, strict=True)")
    assert (
        meaning("@cache\ndef f(): pass") == meaning("@lru_cache(maxsize=3)\ndef f(): pass") != meaning("@property\ndef f(): pass")
    )


def test_the_lines_of_a_statement() -> None:
    lines = [statement_lines(ast.parse(CODE), line) for line in range(1, len(CODE.splitlines()) + 1)]
    assert [line + 1 for line, found in enumerate(lines) if found is None] == [1, 2, 3, 4, 5, 6, 7, 15, 16, 17]
    assert lines[7] == range(8, 9) and lines[9] == lines[10] == lines[12] == range(10, 14) and lines[17] == range(18, 19)


def run_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> dict[str, Any]:
    """The names of a library with one module, ``box.py``, that lives in this process."""
    monkeypatch.setattr(exchange, "LIBRARY", tmp_path)
    (tmp_path / "box.py").write_text(code)
    space: dict[str, Any] = {}
    exec(compile(code, str(tmp_path / "box.py"), "exec", dont_inherit=True), space)
    return space


def test_functions_are_exchanged_and_constants_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space, none = run_box(tmp_path, monkeypatch, CODE), set[str]()
    known = living()  # looked for among millions of objects
    for old, new, names in (
        ("total + 1", "total - 1", {"f"}), ("x * 2", "x * 3", {"g"}), ("x or 0", "x or 1", {"f"}),
        ("LIMIT = 3", "LIMIT = 4", none), ("size: int = 2", "size: int = 3", none), ("= None", "= True", none),
    ):  # fmt: skip
        pairs = changed_functions(Mutant("box.py", 1, old, new, CODE.replace(old, new, 1)), known)
        assert {function.__name__ for function in pairs} == names
        for function, code in pairs.items():
            if function.__name__ == "g":
                function.__code__ = code
                assert space["g"](2) == 6


def test_functions_of_one_line_are_not_taken_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "f, g, h = lambda x: x + 1, lambda x: x * 5, lambda x: [x - k for k in range(2)]\n"
    space = run_box(tmp_path, monkeypatch, code)
    known = living()
    for old, new, name in (("x + 1", "x + 2", "f"), ("x * 5", "x ^ 5", "g"), ("x - k", "x + k", "h")):
        pairs = changed_functions(Mutant("box.py", 1, old, new, code.replace(old, new)), known)
        assert list(pairs) == [space[name]]
    for function, noted in noting("box.py", known).items():
        function.__code__ = noted
    assert (space["f"](3), space["g"](3), space["h"](3)) == (4, 15, [3, 2])


def test_what_a_changed_function_made_is_not_left_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function made by a decorator as the module was read: only a fresh process has the change."""
    code = "def twice(f):\n    def made(x):\n        return f(f(x)) + 1\n    return made\n\n\n@twice\ndef g(x):\n    return x\n"
    space = run_box(tmp_path, monkeypatch, code)
    known = living()
    for old, new in (("+ 1", "+ 2"), ("f(f(x))", "3"), ("return made", "return f")):
        assert changed_functions(Mutant("box.py", 1, old, new, code.replace(old, new, 1)), known) == {}
    change = Mutant("box.py", 9, "return x", "return -x", code.replace("return x", "return -x", 1))
    assert len(changed_functions(change, known)) == 1 and space["g"](1) == 2


NOTED = """\
def f(x):
    "What it is."
    if x > 1:
        return [
            k for k in range(x)
        ]
    elif x:
        def inner():
            "Within."
            return x
        return inner
    for _ in range(2):
        x += 1
    return lambda: x


class Box:
    size = 3

    @staticmethod
    def g(x):
        try:
            return 1 / x
        except ZeroDivisionError:
            x = 7
        finally:
            x = 8
        return x
"""


def test_lines_are_noted_and_nothing_else_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space = run_box(tmp_path, monkeypatch, NOTED)
    notes = reach.Notes({"box.py": noting("box.py", living())})
    monkeypatch.setattr(builtins, exchange.NOTE, None, raising=False)
    notes.begin()

    def lines() -> list[int]:
        found = notes.take()
        assert all(module == "box.py" for module, _ in found)
        return [line for _, line in found]

    f, g = space["f"], space["Box"].g
    assert lines() == [] and f(3) == [0, 1, 2] and lines() == [3, 4]
    inner = f(1)
    assert lines() == [3, 7, 8, 11] and inner() == 1 and lines() == [10] and inner.__doc__ == "Within."
    assert f(0)() == 2 and lines() == [3, 7, 12, 13, 14]
    assert g(2) == 0.5 and lines() == [22, 23, 27] and g(0) == 8 and lines() == [22, 23, 25, 27, 28]
    assert f.__doc__ == "What it is."


def test_what_is_kept_is_forgotten_when_tests_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "ROOT", tmp_path)
    monkeypatch.setattr(reach, "_shared", lambda: "the library")
    test = tmp_path / "tests" / "test_x.py"
    test.parent.mkdir()
    test.write_text("one")
    kept = reach.Kept(tmp_path / "kept")
    known = reach.Reach({"tests/test_x.py::test": 0.5}, {"a/b.py": {3: ["tests/test_x.py::test"]}})
    assert kept.get("tests/test_x.py") is None
    kept.put("tests/test_x.py", known)
    assert kept.get("tests/test_x.py") == known
    monkeypatch.setattr(reach, "_shared", lambda: "another library")
    assert kept.get("tests/test_x.py") is None
    monkeypatch.setattr(reach, "_shared", lambda: "the library")
    test.write_text("two")
    assert kept.get("tests/test_x.py") is None


PROCESSES = """
import os, time
from tests.mutation import forks
from tests.mutation.forks import Ended, forked

def endless():
    while True:
        pass

assert forked(lambda: 3, 5.0) == 3
assert forked(endless, 0.5) is Ended.DIED and forked(lambda: os._exit(1), 5.0) is Ended.DIED
assert forked(lambda: (forks.limit_test(0.2), endless()), 60.0) is Ended.DIED
forks.SHARED = 1
assert forked(lambda: time.sleep(60), 1.0) is Ended.WAITED
"""


def test_processes_end_and_those_that_wait_are_told_apart() -> None:
    # In a process of its own, for JAX, which other tests have started by now, warns of forks.
    subprocess.run([sys.executable, "-c", PROCESSES], cwd=suites.ROOT, check=True)


def test_a_process_that_waits_says_nothing_about_a_change() -> None:
    trial = runs.Trial(lambda trial: None)
    trial.seconds = {"a::one": 0.0}
    assert trial._read(["a::one"], lambda limit: Ended.WAITED) == runs.Answer("", 0, unknown=True)
    assert trial._read(["a::one"], lambda limit: Ended.DIED) == runs.Answer("a::one", 0, slow=True)
    assert not runs.Answer("", 0, unknown=True).survived and runs.Answer("", 3).survived


def test_the_quickest_tests_come_first_and_others_where_there_is_time() -> None:
    trial = runs.Trial(lambda trial: None)
    trial.seconds = {"a::slow": 6.0, "a::quick": 1.0, "b::other": 2.0, "b::last": 3.0}
    assert trial._quickest(["a::slow", "a::quick"]) == ["a::quick", "a::slow"]
    assert trial._quickest(["a::slow", "a::quick"], ["b::last", "b::other"]) == ["b::other", "a::quick", "a::slow"]
    assert trial._quickest(["a::slow"], ["b::last"]) == ["b::last", "a::slow"]


def test_every_trusted_module_has_tests_and_places() -> None:
    known = suites.modules()
    assert "claims/verdicts/judge.py" in known and "proofs/kernel/rules.py" in known and len(known) > 60
    assert all(suites.tests_of(name) for name in known) and not suites.APART & set(known) and len(set(known)) == len(known)
    assert all((suites.LIBRARY / part).exists() for parts in suites.PARTS.values() for part in parts)
    assert all((suites.ROOT / file).exists() for files in suites.SUITES.values() for file in files)
    found = [change for place in places("claims/verdicts/variants.py") if (change := mutant(place)) is not None]
    assert found and all(meaning(change.code) not in ("", meaning(changes.source_of(change.module))) for change in found)
    assert all(change.before != change.after for change in found)


def test_single_modules_and_folders_make_a_suite() -> None:
    assert {"proofs/terms.py", "proofs/code/numbers.py"} < set(suites.modules({"readers": suites.SUITES["readers"]}))
    for module, suite in (
        ("proofs/terms.py", "readers"), ("proofs/code/numbers.py", "readers"), ("proofs/trees/cases.py", "proofs/trees"),
        ("proofs/kernel/cases.py", "proofs/kernel"), ("claims/claim.py", "loaders"), ("own_code/plain.py", "own_code"),
    ):  # fmt: skip
        assert suites.suite_of(module) == suite and suites.tests_of(module) == suites.SUITES[suite]
        assert all(module in suites.modules_of(file) for file in suites.SUITES[suite])


def test_modules_are_named_from_the_library_or_with_it_and_none_is_refused() -> None:
    def modules(only: str) -> set[str]:
        options = Namespace(seed="a", one=False, sample=0, each=1, all=False, only=only, mathematics=True)
        return {change.module for change in chosen(options)}

    assert modules("theory_lab/learning/fam,measures/succ") == {"learning/families.py", "measures/successes.py"}
    with pytest.raises(SystemExit, match="learnt/"):
        modules("learnt/")


def test_a_sample_of_one_suite_has_another_one_for_another_seed() -> None:
    def suites_of(seed: str, one: bool) -> set[str]:
        few = "spaces/compositions,spaces/instance,arithmetics/comparisons,arithmetics/doubts"
        options = Namespace(seed=seed, one=one, sample=6, each=0, all=False, only=few, mathematics=False)
        return {suite_of(change.module) for change in chosen(options)}

    assert {tuple(suites_of(seed, one=True)) for seed in "abcdef"} == {("numbers",), ("claims/spaces",)}
    assert any(len(suites_of(seed, one=False)) == 2 for seed in "abc")
