"""Loading: what one file leaves behind the next does not find, and each file is looked at whole."""

from __future__ import annotations

import ast
import importlib
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from theory_lab.claims.loading import load, load_all
from theory_lab.claims.registry import LoadError, find, split
from theory_lab.claims.verdicts import judge
from theory_lab.isolation.stops import heeding
from theory_lab.own_code.modules import finding, nodes, places

CLAIM = """
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.numbers import functions
CLAIM = Claim("a", Source("b", "c"), Space(p=Simplex(2)), lhs=lambda i: i.p[0], rhs=lambda i: 1)
"""
LEAVES = {
    "a function": ("functions.log = max", "assert functions.log is not max"),
    "by its dictionary": ("vars(functions)['log'] = max", "assert functions.log is not max"),
    "a name less": ("del functions.log", "functions.log"),
    "of another module": (
        f"import {judge.__name__} as judge\ndel judge.judge",
        f"from {judge.__name__} import judge",
    ),
    "a module less": (
        "import sys\ndel sys.modules['theory_lab.numbers.functions']",
        "from theory_lab.numbers.functions import log",
    ),
    "a builtin": ("import builtins\nbuiltins.pow = max", "assert pow(2, 3) == 8"),
    "a seed": ("import numpy\nnumpy.random.seed(0)", "import numpy\nassert numpy.random.random() != 0.5488135039273248"),
    "a folder": ("import os\nos.chdir('/')", "import os\nassert os.getcwd() != '/'"),
}


def written(folder: Path, **files: str) -> list[Path]:
    places = [folder / f"{name}.py" for name in files]
    for place, text in zip(places, files.values(), strict=True):
        place.write_text(text)
    return places


@pytest.mark.parametrize("name", LEAVES)
@pytest.mark.parametrize("space", [False, True])
def test_what_one_claim_leaves_the_next_does_not_find(name: str, space: bool, tmp_path: Path) -> None:
    """Whether its file leaves it, or its space, which is looked at after the file was run."""
    leaves, finds = LEAVES[name]
    inside = "\n".join(f"    {line}" for line in leaves.splitlines())
    of_space = CLAIM.replace("CLAIM =", f"def space(k):\n{inside}\n    return Space(p=Simplex(2))\nCLAIM =")
    of_space = of_space.replace("Space(p=Simplex(2)), lhs", "space, sizes=(1, 2), lhs")
    first, then, last = written(
        tmp_path, first=of_space if space else f"{CLAIM}\n{leaves}\n", then=f"{CLAIM}\n{finds}\n", last=f"{CLAIM}\n{finds}\n"
    )
    of_first, *found = load_all([first, then, last])
    assert space or not isinstance(of_first, LoadError)  # a space may not survive what it does itself
    assert not [one for one in found if isinstance(one, LoadError)]


def test_a_name_is_bound_once_behind_a_mark_of_the_order_of_bytes(tmp_path: Path) -> None:
    place = tmp_path / "marked.py"
    place.write_text(CLAIM + CLAIM, encoding="utf-8-sig")
    with pytest.raises(LoadError, match="CLAIM is bound twice, in lines 5 and 10"):
        load(place)


def test_the_parts_of_code_are_those_of_a_walk() -> None:
    for place in {split(place)[0] for _, place in find()[::20]} | {Path(__file__)}:
        tree = ast.parse(place.read_bytes())
        assert nodes(tree) == [part for part in ast.walk(tree) if not isinstance(part, ast.expr_context)]


def test_places_of_many_names_are_those_of_each(tmp_path: Path) -> None:
    """A package, a module in it, a folder without a file of its own, a module beside it, and what is none."""
    for name in ("whole/__init__.py", "whole/part.py", "bare/part.py", "beside.py", "whole.py", "bare/deep/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    names = ["whole", "whole.part", "whole.part.name", "bare", "bare.part", "bare.deep.name", "beside.name", "ast", "none.at_all"]
    roots = [tmp_path / "bare", tmp_path, *map(Path, sys.path)]
    found = finding(roots)
    assert [[*found(name)] for name in names * 2] == [[*places(name, roots)] for name in names * 2]
    assert {name: [str(file.relative_to(tmp_path)) for _, file, _ in found(name)] for name in names} == {
        "whole": ["whole/__init__.py"],
        "whole.part": ["whole/__init__.py", "whole/part.py"],
        "whole.part.name": ["whole/__init__.py", "whole/part.py"],
        "bare": [],
        "bare.part": ["bare/part.py"],
        "bare.deep.name": ["bare/deep/__init__.py"],
        "beside.name": ["beside.py"],
        "ast": [],
        "none.at_all": [],
    }


def test_nothing_is_left_on_the_way_of_imports_where_what_was_imported_cannot_be_asked(tmp_path: Path) -> None:
    odd = "class Odd:\n    def __getattr__(self, name):\n        raise ValueError(name)\n"
    (place,) = written(tmp_path, odd=f"{odd}import sys\nsys.modules['odd_of_a_test'] = Odd()\n{CLAIM}")
    before = [*sys.path], [*sys.meta_path]
    with pytest.raises(LoadError, match="ValueError: __file__"):
        load(place)
    del sys.modules["odd_of_a_test"]
    assert ([*sys.path], [*sys.meta_path]) == before


def test_a_package_beside_a_claim_comes_before_one_of_its_name_that_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in ((3, "else"), (4, "here")):
        (tmp_path / name / "package_of_a_test").mkdir(parents=True)
        (tmp_path / name / "package_of_a_test" / "__init__.py").write_text(f"C = {number}\n")
    monkeypatch.syspath_prepend(str(tmp_path / "else"))
    kept = importlib.import_module("package_of_a_test")
    (place,) = written(tmp_path / "here", claim=f"from package_of_a_test import C\nassert C == 4\n{CLAIM}")
    load(place)
    assert sys.modules.pop("package_of_a_test") is kept


def test_a_folder_that_may_not_be_listed_is_looked_at_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: object) -> list[str]:
        raise PermissionError(folder)

    (place,) = written(tmp_path, claim=CLAIM)
    monkeypatch.setattr("theory_lab.own_code.importing.os.listdir", refused)
    assert load(place).path == place


@pytest.mark.parametrize("handled", [False, True])
@pytest.mark.parametrize("raised", ["KeyboardInterrupt", "Stopped", "SystemExit", "GeneratorExit", "ValueError"])
def test_what_asks_to_stop_stops_and_what_code_raises_itself_is_told(handled: bool, raised: str, tmp_path: Path) -> None:
    """Where Python's own handler is in force nobody knows who raised a KeyboardInterrupt; else Ctrl-C is ``Stopped``."""
    (place,) = written(tmp_path, stops=f"from theory_lab.isolation.stops import Stopped\n\nraise {raised}\n")
    stops = raised == "Stopped" or (raised == "KeyboardInterrupt" and not handled)
    with heeding() if handled else nullcontext(), pytest.raises(KeyboardInterrupt if stops else LoadError) as caught:
        load(place)
    assert stops or str(caught.value).startswith(f"{place}, line 3: {raised}")
