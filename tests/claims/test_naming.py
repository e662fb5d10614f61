"""What a function of people's own names, in modules at whatever depth and in those that it imports when it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from theory_lab.own_code.naming import named_by
from theory_lab.own_code.plain import unplain

FILES = {
    "named/__init__.py": "",
    "named/inner/__init__.py": "from named.inner import table\n",
    "named/inner/table.py": "RATE = 0.1\nOTHER = 'not meant'\nhelper = lambda: RATE\n",
    "named/use.py": """
import math
import named.inner.table

def by_its_module():
    return named.inner.table.RATE

def by_a_function_of_it():
    return named.inner.table.helper()

def by_an_import_of_its_own():
    from named.inner.table import RATE as rate
    return rate

def by_a_relative_import():
    from .inner.table import RATE as rate
    return rate

def by_its_name_in_a_text():
    return getattr(named.inner.table, "RATE")

def inside_another():
    return [(lambda: named.inner.table.RATE * k) for k in (1, 2)]

def nothing():
    from named import missing
    return math.pi, missing.RATE
""",
}


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    before = set(sys.modules)
    import named.use  # type: ignore[import-not-found]

    yield named.use
    for name in sys.modules.keys() - before:
        del sys.modules[name]


WHAT = {
    "by_its_module": "0.1",
    "by_an_import_of_its_own": "imports named.inner.table",
    "by_a_relative_import": "imports inner.table",
    "by_its_name_in_a_text": "named.inner.table, a module without an attribute",
    "inside_another": "0.1",
}


@pytest.mark.parametrize("name", WHAT)
def test_a_float_is_found(use: object, name: str) -> None:
    function = getattr(use, name)
    assert 0.1 in named_by(function) and "not meant" not in named_by(function)
    assert unplain(function).endswith(f": {WHAT[name]}")


def test_a_function_is_found_with_what_it_names(use: object) -> None:
    function = use.by_a_function_of_it  # type: ignore[attr-defined]
    assert use.named.inner.table.helper in named_by(function)  # type: ignore[attr-defined]
    assert unplain(function).endswith(": 0.1")


def test_what_is_installed_or_is_not_there_is_not_looked_into(use: object) -> None:
    assert not {0.1, 3.141592653589793}.intersection(one for one in named_by(use.nothing) if isinstance(one, float))  # type: ignore[attr-defined]


def test_it_comes_in_one_order(use: object) -> None:
    assert [*map(id, named_by(use.inside_another))] == [*map(id, named_by(use.inside_another))]  # type: ignore[attr-defined]
