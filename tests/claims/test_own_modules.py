"""Modules beside a claim: what is run is what their files say now, and an edit of any of them makes a certificate stale."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.verdicts.judge import judge

HEAD = '"""A claim."""\nfrom theory_lab import numbers as xp\nfrom theory_lab.claims import Claim, Simplex, Source, Space\n'
TAIL = '\nCLAIM = Claim("at most", Source("none", "none"), Space(p=Simplex(2)), lambda i: xp.sum(i.p), rhs)\n'
RAW = {"p": [1, 1]}
CATCHING = """
def bound(i):
    try:
        return 1 / i.p[0]
    except ZeroDivisionError:
        return 2
"""


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python writes its cache, as it does unless told; what is imported here is forgotten."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    before = set(sys.modules)
    yield
    for name in sys.modules.keys() - before:
        del sys.modules[name]


def written(folder: Path, files: dict[str, str]) -> Path:
    """These files in a folder, each as if it was written in one and the same second; the first is a claim."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text)
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    return folder / next(iter(files))


def told(place: Path) -> tuple[str, str]:
    """The right side of a claim at an instance, and the fingerprint before it was computed."""
    case = load(place)
    known = fingerprint(case)
    return str(judge(case, RAW).rhs), known


CONSTANT = f"{HEAD}from {{}} import C\n\n\ndef rhs(i):\n    return xp.exact(C)\n\n{TAIL}"
LATER = f"{HEAD}\n\ndef rhs(i):\n    from {{}} import C\n\n    return xp.exact(C)\n\n{TAIL}"
PROJECTS = {
    "a neighbour": (CONSTANT.format("consts_a"), {}, "consts_a.py"),
    "a package": (CONSTANT.format("pkg_b"), {}, "pkg_b/__init__.py"),
    "in a package, by a relative import": (
        CONSTANT.format("pkg_c"),
        {"pkg_c/__init__.py": "from .inner import C\n"},
        "pkg_c/inner.py",
    ),
    "of a package, by a relative import": (
        CONSTANT.format("pkg_d.deep.user"),
        {"pkg_d/__init__.py": "", "pkg_d/deep/__init__.py": "", "pkg_d/deep/user.py": "from ..consts import C\n"},
        "pkg_d/consts.py",
    ),
    "in a folder without a file of its own": (CONSTANT.format("space_e.inner"), {}, "space_e/inner.py"),
    "by way of a module that is imported in a function": (
        CONSTANT.format("way_f"),
        {"way_f.py": "def value():\n    from consts_f import C\n\n    return C\n\n\nC = value()\n"},
        "consts_f.py",
    ),
}


@pytest.mark.parametrize("name", PROJECTS)
def test_what_is_run_is_what_files_say_and_every_edit_counts(name: str, tmp_path: Path) -> None:
    """The edit is of one length and in one second, which the import system takes for no edit."""
    claim, others, edited = PROJECTS[name]
    first = told(written(tmp_path, {"it.py": claim, **others, edited: "C = 3\n"}))
    again = told(tmp_path / "it.py")
    later = told(written(tmp_path, {"it.py": claim, edited: "C = 4\n"}))
    assert (first[0], again[0], later[0]) == ("3", "3", "4")
    assert first[1] == again[1] != later[1]


def test_what_a_function_imports_later_counts_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a notebook, whose own folder is on the import path: what was imported stays, and an edit is run all the same."""
    monkeypatch.syspath_prepend(str(tmp_path))
    place = written(tmp_path, {"it.py": LATER.format("consts_later"), "consts_later.py": "C = 3\n"})
    first, again = told(place), told(place)
    later = told(written(tmp_path, {"it.py": LATER.format("consts_later"), "consts_later.py": "C = 44\n"}))
    assert (first[0], again[0], later[0]) == ("3", "3", "44")
    assert first[1] == again[1] != later[1]


def test_a_package_that_runs_code_counts_and_one_that_says_nothing_does_not(tmp_path: Path) -> None:
    files = {"it.py": CONSTANT.format("pkg_g.inner"), "pkg_g/__init__.py": "", "pkg_g/inner.py": "C = 3\n"}
    first = told(written(tmp_path, files))
    assert told(written(tmp_path, files | {"pkg_g/__init__.py": '"""Words."""\n'})) == first
    later = told(written(tmp_path, files | {"pkg_g/__init__.py": "from pkg_g import inner\n\ninner.C = 4\n"}))
    assert later[0] == "4" and later[1] != first[1]


def test_one_name_in_two_folders_is_two_modules(tmp_path: Path) -> None:
    for number in (3, 4, 3):
        folder = tmp_path / str(number)
        place = written(folder, {"it.py": CONSTANT.format("twice"), "twice.py": f"C = {number}\n"})
        assert told(place)[0] == str(number)


def test_a_neighbour_comes_before_a_module_of_that_name_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the command runs in another folder, or a notebook has imported the other module, which it keeps."""
    written(tmp_path / "else", {"namesake.py": "C = 3\n"})
    place = written(tmp_path / "here", {"it.py": CONSTANT.format("namesake"), "namesake.py": "C = 4\n"})
    monkeypatch.syspath_prepend(str(tmp_path / "else"))
    assert told(place)[0] == "4"
    kept = importlib.import_module("namesake")
    assert (kept.C, told(place)[0]) == (3, "4") and sys.modules["namesake"] is kept


def test_a_package_elsewhere_comes_before_a_folder_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "else", {"pkg_m/__init__.py": "", "pkg_m/inner.py": "C = 3\n"})
    place = written(tmp_path / "here", {"it.py": CONSTANT.format("pkg_m.inner"), "pkg_m/inner.py": "C = 4\n"})
    monkeypatch.syspath_prepend(str(tmp_path / "else"))
    assert told(place)[0] == "3"


def test_a_handler_is_found_in_a_neighbour_with_a_namesake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "else", {"namesake_n.py": "def bound(i):\n    return 1\n"})
    claim = f"{HEAD}import namesake_n\n\n\ndef rhs(i):\n    return getattr(namesake_n, 'bou' + 'nd')(i)\n\n{TAIL}"
    place = written(tmp_path / "here", {"it.py": claim, "namesake_n.py": CATCHING})
    monkeypatch.syspath_prepend(str(tmp_path / "else"))
    assert load(place).catching == "namesake_n.py, line 3"


def test_a_handler_is_found_in_a_folder_that_the_claim_puts_on_the_path(tmp_path: Path) -> None:
    """The folder is off the path again when the handler is looked for."""
    path = 'import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent / "lib"))\n'
    claim = f"{HEAD}{path}from bound_h import bound\n\n\ndef rhs(i):\n    return bound(i)\n\n{TAIL}"
    case = load(written(tmp_path, {"it.py": claim, "lib/bound_h.py": CATCHING}))
    assert case.catching == "bound_h.py, bound"


def test_a_handler_is_found_in_a_package_that_is_installed_as_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is on no import path: a finder knows it, as after ``pip install -e``."""

    class Linked:
        def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
            if name != "linked_k":
                return None
            return importlib.util.spec_from_file_location(name, tmp_path / "src" / "linked_k" / "__init__.py")

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Linked()])
    claim = f"{HEAD}import linked_k\n\n\ndef rhs(i):\n    return getattr(linked_k, 'bou' + 'nd')(i)\n\n{TAIL}"
    case = load(written(tmp_path, {"at/it.py": claim, "src/linked_k/__init__.py": CATCHING}))
    assert case.catching == "__init__.py, line 3"
