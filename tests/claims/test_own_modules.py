"""Modules beside a claim: what is run is what their files say now, and an edit of any of them makes a certificate stale."""

from __future__ import annotations

import functools
import importlib.util
import inspect
import os
import site
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from theory_lab import numbers as xp
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.registry import LoadError
from theory_lab.claims.verdicts.judge import judge
from theory_lab.own_code import importing
from theory_lab.own_code.modules import is_peoples, is_written_here, places

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
CALLED = (
    f"{HEAD}from importlib import import_module\n\n\ndef rhs(i):\n    return xp.exact(M.C)\n\n\nM = import_module('{{}}')\n{TAIL}"
)
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
    "by its name in a call": (
        CALLED.format("called_g"),
        {},
        "called_g.py",
    ),
    "by a name that is put together": (CALLED.format("put_' + 'h"), {}, "put_h.py"),
    "by such a name in a neighbour": (
        CONSTANT.format("way_i"),
        {"way_i.py": "import sys\n\n__import__('consts_' + 'i')\nC = sys.modules['consts_i'].C\n"},
        "consts_i.py",
    ),
    "in a package, by a name that is put together": (
        CALLED.format("pkg_j.' + 'inner"),
        {"pkg_j/__init__.py": '"""Says nothing."""\n'},
        "pkg_j/inner.py",
    ),
}


def test_what_moves_from_one_module_to_the_next_counts(tmp_path: Path) -> None:
    """The text of both modules together stays what it was."""
    claim = f"{CONSTANT.format('consts_k')}\nimport consts_l\n"
    before = told(written(tmp_path, {"it.py": claim, "consts_k.py": "C = 3\nC = 4\n", "consts_l.py": "D = 5\n"}))
    later = told(written(tmp_path, {"it.py": claim, "consts_k.py": "C = 3\n", "consts_l.py": "C = 4\nD = 5\n"}))
    assert (before[0], later[0]) == ("4", "3") and before[1] != later[1]


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


PUT = 'import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parents[1] / "lib"))\n'
OUTSIDE = CONSTANT.format("outside_n").replace(HEAD, HEAD + PUT)


def test_an_edit_in_a_folder_elsewhere_that_the_claim_puts_on_the_path_is_run(tmp_path: Path) -> None:
    first = told(written(tmp_path, {"at/it.py": OUTSIDE, "lib/outside_n.py": "C = 3\n"}))
    later = told(written(tmp_path, {"at/it.py": OUTSIDE, "lib/outside_n.py": "C = 4\n"}))
    assert (first[0], later[0]) == ("3", "4") and first[1] != later[1]


def test_one_name_in_two_folders_that_claims_put_on_the_path_is_two_modules(tmp_path: Path) -> None:
    for number in (3, 4, 3):
        place = written(tmp_path / str(number), {"at/it.py": OUTSIDE, "lib/outside_n.py": f"C = {number}\n"})
        assert told(place)[0] == str(number)


def test_an_edit_of_what_others_have_imported_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a notebook, which imports a module, edits it, and only then loads a claim."""
    place = written(tmp_path, {"it.py": CONSTANT.format("before_o"), "before_o.py": "C = 3\n"})
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.import_module("before_o")
    written(tmp_path, {"before_o.py": "C = 4\n"})
    assert told(place)[0] == "4"


def test_what_others_have_imported_stays_where_nothing_was_written_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a run of tests, whose modules hold functions of a module that a claim imports too."""
    place = written(tmp_path, {"it.py": CONSTANT.format("kept_p"), "kept_p.py": "C = 3\n"})
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("theory_lab.own_code.importing._BEGAN", time.time() + 60)
    kept = importlib.import_module("kept_p")
    assert told(place)[0] == "3" and sys.modules["kept_p"] is kept


def test_one_name_in_two_papers_is_two_modules_although_one_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = tmp_path / "proofs_check"
    for number in (3, 4):
        written(papers / f"paper_{number}", {"it.py": CONSTANT.format("paper_q"), "paper_q.py": f"C = {number}\n"})
    monkeypatch.syspath_prepend(str(papers / "paper_3"))
    importlib.import_module("paper_q")
    assert told(papers / "paper_4" / "it.py")[0] == "4"


def test_a_claim_that_loads_another_has_its_own_neighbours(tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"it.py": CONSTANT.format("nested_r"), "nested_r.py": "C = 4\n"})
    claim = f"""{HEAD}from nested_r import C
from theory_lab.claims.loading import load

OTHER = load({str(other)!r})


def rhs(i):
    return xp.exact(10 * C) + OTHER.rhs(i)

{TAIL}"""
    assert told(written(tmp_path / "one", {"it.py": claim, "nested_r.py": "C = 3\n"}))[0] == "34"


def test_claims_are_loaded_in_threads(tmp_path: Path) -> None:
    """The import path, and what is imported, are of all threads."""
    places = [
        written(
            tmp_path / str(k),
            {"it.py": CONSTANT.format("threads_s"), "threads_s.py": f"import time\n\ntime.sleep(0.05)\nC = {k}\n"},
        )
        for k in range(4)
    ]
    before = [*sys.path], [*sys.meta_path]
    with ThreadPoolExecutor(4) as pool:
        cases = [*pool.map(load, places)]
    assert [str(judge(case, RAW).rhs) for case in cases] == ["0", "1", "2", "3"]
    assert ([*sys.path], [*sys.meta_path]) == before


def test_nothing_is_left_behind_by_code_that_empties_what_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    path = [*sys.path]
    emptied = "import sys\n\nsys.meta_path.clear()\nsys.path.clear()\nraise KeyError('so')\n"
    place = written(tmp_path, {"it.py": CONSTANT.format("empties_t"), "empties_t.py": emptied})
    with pytest.raises(LoadError, match="KeyError: 'so'"):
        load(place)
    assert sys.path == path and "empties_t" not in sys.modules


@pytest.mark.parametrize("folder", [*site.getsitepackages(), site.getusersitepackages()])
def test_what_is_installed_for_a_user_is_installed(folder: str) -> None:
    assert not is_written_here(f"{folder}/package/__init__.py")


HIDING = f"{HEAD}import {{0}}\n\n\ndef rhs(i):\n    return {{0}}.bound(i)\n\n{TAIL}"


def test_a_handler_is_found_in_a_neighbour_that_is_named_like_a_part_of_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a notebook beside it, or where the command runs in its folder, it is what is imported."""
    files = {"it.py": HIDING.format("space_u.way"), "space_u/way.py": "from this import bound\n", "this.py": CATCHING}
    place = written(tmp_path, files)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert load(place).catching == "this.py, line 3"


def test_a_handler_is_found_in_a_module_behind_a_folder_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As packages leave folders of data where they are installed: a module comes before one without a file."""
    (tmp_path / "installed" / "data_v").mkdir(parents=True)
    monkeypatch.setattr("theory_lab.own_code.modules._INSTALLED", (tmp_path / "installed",))
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    files = {"it.py": HIDING.format("way_v"), "way_v.py": "from data_v import bound\n", "data_v.py": CATCHING}
    assert load(written(tmp_path / "here", files)).catching == "data_v.py, line 3"


@pytest.mark.parametrize("ours", [True, False])
def test_a_function_without_a_file_is_where_its_globals_are(ours: bool) -> None:
    """As what a decorator makes of a function, whatever it says of itself."""
    told = {"__name__": xp.__name__ if ours else "nowhere"}
    exec(compile("def made(x): return x", "<made>", "exec"), told)
    made = told["made"]
    made.__module__ = xp.__name__
    assert is_peoples(made) is not ours
    assert is_peoples(functools.wraps(xp.log)(lambda x: x)) and not is_peoples(inspect.unwrap(xp.log))


def test_a_name_stands_for_the_files_of_people_s_own_that_an_import_would_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no folder is given, they are where an import finds them: in the first folder, and nowhere for parts of Python."""
    first, second = tmp_path / "first", tmp_path / "second"
    written(first, {"alone_w.py": "", "pkg_w/__init__.py": "", "pkg_w/inner.py": "", "bare_w/inner.py": "", "bare_w/left.py": ""})
    written(second, {"alone_w.py": "", "bare_w/inner.py": "", "bare_w/right.py": "", "sys.py": "", "none_w.py": ""})
    for folder in (second, first):
        monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(second)  # on the import path of nobody but an interpreter that is started here
    monkeypatch.setitem(sys.modules, "none_w", type(sys)("none_w"))  # of which nobody says where it comes from
    package = ("pkg_w", first / "pkg_w/__init__.py", "pkg_w")
    for name, found in {
        "alone_w": [("alone_w", first / "alone_w.py", "")],
        "pkg_w": [package],
        "pkg_w.inner": [package, ("pkg_w.inner", first / "pkg_w/inner.py", "pkg_w")],
        "pkg_w.absent": [package],
        "bare_w": [],
        "bare_w.left": [("bare_w.left", first / "bare_w/left.py", "bare_w")],
        "bare_w.inner": [("bare_w.inner", first / "bare_w/inner.py", "bare_w")],
        **{name: [] for name in ("sys", "sys.monitoring", "json.decoder", "numpy", "absent_w", "none_w", "")},
    }.items():
        assert [*places(name, [])] == found, name
    assert [*places("alone_w", [second, first])] == [("alone_w", second / "alone_w.py", "")]


def test_a_process_began_when_it_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read off what the system tells of a process that was started just now, and off a line that is written by hand."""
    before = time.time()
    with subprocess.Popen(["sleep", "60"]) as started:
        after = time.time()
        said = Path(f"/proc/{started.pid}/stat").read_text()
        started.kill()
    told = {"/proc/self/stat": said}
    monkeypatch.setattr(Path, "read_text", lambda self: told[str(self)])
    assert before - 1.1 <= importing._began() <= after - 0.9  # a second early, as clocks differ, and a tick
    told["/proc/self/stat"] = f"7 (a ) name (of) words) S {' '.join(map(str, range(4, 22)))} 2500 23 24"
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    monkeypatch.setattr(time, "clock_gettime", {time.CLOCK_BOOTTIME: 300.0}.__getitem__)
    monkeypatch.setattr(os, "sysconf", {"SC_CLK_TCK": 100}.__getitem__)
    assert importing._began() == 1000 - 300 + 25 - 1
    for nothing in ("", "7 (a) S 4 5", "7 (a) S" + 40 * " x"):
        told["/proc/self/stat"] = nothing
        assert importing._began() == 0
