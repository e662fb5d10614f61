"""The tool that changes code: what counts as a change, which lines it reaches, and which living functions it exchanges."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tests.mutation import changes, probes, runs, suites
from tests.mutation.changes import Mutant, meaning, mutant, places

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


def test_the_statement_of_a_line() -> None:
    tree = ast.parse(CODE)
    found = [probes.statement_at(tree, line) for line in range(1, len(CODE.splitlines()) + 1)]
    assert [line + 1 for line, one in enumerate(found) if one is None] == [1, 2, 3, 4, 5, 6, 7, 15, 16, 17]
    assert [one.lineno for one in found if one is not None] == [8, 9, 10, 10, 10, 10, 14, 18]


REACHED = """\
FIRST = lambda x: x + 1


def twice(f):
    def made(x):
        if x > 1:
            return f(f(x))
        elif x:
            return f(x)
        return 0

    return made


@twice
def g(x):
    later = [lambda: x, lambda: -x]
    try:
        return later
    except ValueError:
        return 3


def pair():
    return (lambda a: a), (lambda a: -a)


KEPT = pair()
"""


def test_living_functions_note_what_they_reach(tmp_path: Path) -> None:
    path, space = tmp_path / "code.py", dict[str, Any]()
    path.write_text(REACHED)
    exec(compile(REACHED, str(path), "exec"), space)
    lines = [6, 7, 8, 9, 10, 17, 18, 21, 1]  # the last one is outside functions
    noted = probes.probe(path, [(line, line) for line in lines])
    late = []
    for run, reached in (
        (lambda: space["FIRST"](2), {1}),
        (lambda: space["g"](0), {1, 6, 8, 10}),
        (lambda: late.extend(space["g"](1)), {1, 6, 8, 9, 17, 18}),
        (lambda: late[1](), {1, 17}),
    ):
        noted.clear()
        run()
        assert noted == reached
    assert [one(2) for one in (*space["KEPT"], *space["pair"]())] == [2, -2, 2, -2]
    assert [one() for one in late] == [1, -1]


def test_functions_are_exchanged_and_constants_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "LIBRARY", tmp_path)
    path = tmp_path / "box.py"
    path.write_text(CODE)
    space: dict[str, object] = {}
    exec(compile(CODE, str(path), "exec"), space)
    none = set[str]()
    for old, new, names in (
        ("total + 1", "total - 1", {"f"}), ("x * 2", "x * 3", {"g"}), ("x or 0", "x or 1", {"f"}),
        ("LIMIT = 3", "LIMIT = 4", none), ("size: int = 2", "size: int = 3", none), ("= None", "= True", none),
    ):  # fmt: skip
        pairs = runs._functions(Mutant("box.py", 1, old, new, CODE.replace(old, new, 1)))
        assert {function.__name__ for function in pairs} == names
        for function, code in pairs.items():
            if function.__name__ == "g":
                function.__code__ = code
                assert space["g"](2) == 6  # type: ignore[operator]


def test_what_a_changed_function_made_is_not_left_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function made by a decorator as the module was read: only a fresh process has the change."""
    monkeypatch.setattr(runs, "LIBRARY", tmp_path)
    code = "def twice(f):\n    def made(x):\n        return f(f(x)) + 1\n    return made\n\n\n@twice\ndef g(x):\n    return x\n"
    (tmp_path / "box.py").write_text(code)
    space: dict[str, object] = {}
    exec(compile(code, str(tmp_path / "box.py"), "exec"), space)
    for old, new in (("+ 1", "+ 2"), ("f(f(x))", "3"), ("return made", "return f")):
        assert runs._functions(Mutant("box.py", 1, old, new, code.replace(old, new, 1))) == {}
    assert len(runs._functions(Mutant("box.py", 9, "return x", "return -x", code.replace("return x", "return -x", 1)))) == 1


def test_the_quickest_tests_come_first_and_others_where_there_is_time() -> None:
    trial = runs.Trial([], lambda trial: None)
    trial.seconds = {"a::slow": 6.0, "a::quick": 1.0, "b::other": 2.0, "b::last": 3.0}
    assert trial._quickest(["a::slow", "a::quick"]) == ["a::quick", "a::slow"]
    assert trial._quickest(["a::slow", "a::quick"], ["b::last", "b::other"]) == ["b::other", "a::quick", "a::slow"]
    assert trial._quickest(["a::slow"], ["b::last"]) == ["b::last", "a::slow"]


def test_every_trusted_module_has_tests_and_places() -> None:
    known = suites.modules()
    assert "claims/verdicts/judge.py" in known and "proofs/kernel/rules.py" in known and len(known) > 60
    assert all(suites.tests_of(name) for name in known) and not suites.APART & set(known)
    assert all((suites.ROOT / file).exists() for files in suites.SUITES.values() for file in files)
    found = [change for place in places("claims/verdicts/variants.py") if (change := mutant(place)) is not None]
    assert found and all(meaning(change.code) not in ("", meaning(changes.source_of(change.module))) for change in found)
    assert all(change.before != change.after for change in found)
