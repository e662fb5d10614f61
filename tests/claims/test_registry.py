"""The registry: ids, papers and paths; what cannot be loaded is told in one sentence."""

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from theory_lab.claims import registry
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.registry import LoadError, find
from theory_lab.claims.verdicts.judge import judge
from theory_lab.own_code import modules
from theory_lab.own_code.importing import importing

CODE = """
from theory_lab.claims import Claim, Simplex, Source, Space
CLAIM = Claim("a", Source("b", "c"), Space(p=Simplex(2)), lhs=lambda i: i.p[0], rhs=lambda i: {bound})
"""


@pytest.fixture
def root(tmp_path):
    """A folder of claims of two papers."""
    root = tmp_path / "proofs_check"
    for name in (
        "coverage/le_kl",
        "coverage/le_chi2",
        "coverage/refuted/le_tv",
        "decisions/upper",
        "coverage/__init__",
    ):
        write(root / f"{name}.py")
    write(root / "coverage" / "_definitions.py", "x = 1")
    write(root / "coverage" / "certificates" / "le_kl.json", "{}")
    return root


GOOD = CODE.format(bound=1)


def write(path, text=GOOD):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(found):
    return [name for name, _ in found]


ALL = ["coverage.le_chi2", "coverage.le_kl", "coverage.refuted.le_tv", "decisions.upper"]


def test_no_target_means_every_claim(root):
    assert names(find(root=root)) == ALL


@pytest.mark.parametrize(
    "targets, expected",
    [
        (["coverage.le_kl"], ["coverage.le_kl"]),
        (["coverage.refuted.le_tv"], ["coverage.refuted.le_tv"]),
        (["coverage.refuted"], ["coverage.refuted.le_tv"]),
        (["coverage"], ALL[:3]),
        (["decisions", "coverage.le_kl", "decisions.upper"], ["decisions.upper", "coverage.le_kl"]),
    ],
)
def test_ids_and_papers_are_targets(root, targets, expected):
    assert names(find(targets, root)) == expected


def test_paths_inside_have_the_same_ids(root):
    assert names(find([root / "coverage" / "le_kl.py"], root)) == ["coverage.le_kl"]
    assert names(find([str(root / "coverage" / "refuted")], root)) == ["coverage.refuted.le_tv"]
    assert names(find([str(root)], root)) == ALL


def test_paths_outside_are_named_by_their_place(root, tmp_path):
    mine = tmp_path / "mine"
    write(mine / "lemma.py")
    write(mine / "deep" / "lemma.py")
    write(mine / "script.py", "print('not a claim: no CLAIM here')")
    write(mine / "_hidden.py")
    write(mine / ".venv" / "other.py")
    assert names(find([mine / "lemma.py"], root)) == ["lemma"]
    assert names(find([mine], root)) == ["deep.lemma", "lemma"]


def test_a_folder_around_the_root_keeps_the_ids(root, tmp_path):
    write(tmp_path / "mine" / "lemma.py")
    assert sorted(names(find([tmp_path], root))) == sorted([*ALL, "mine.lemma"])


def test_a_claim_in_a_string_is_no_claim(root, tmp_path):
    write(tmp_path / "mine" / "text.py", f"TEXT = '''{GOOD}'''")
    write(tmp_path / "mine" / "typed.py", "CLAIM: int = 3")
    write(tmp_path / "mine" / "broken.py", "CLAIM = = 3")
    assert names(find([tmp_path / "mine"], root)) == ["broken", "typed"]


def test_files_with_one_name_get_distinct_ids(root, tmp_path):
    files = [write(tmp_path / folder / "lemma.py") for folder in ("a", "b/a", "c")]
    assert names(find(files, root)) == ["lemma", "a.lemma", "c.lemma"]
    assert names(find([write(tmp_path / "coverage.le_kl.py"), "coverage"], root))[0] == "coverage.le_kl"


def test_relative_paths_count_from_the_working_directory(root, tmp_path, monkeypatch):
    write(tmp_path / "lemma.py")
    monkeypatch.chdir(tmp_path)
    assert names(find(["lemma.py"], root)) == names(find(["./lemma.py"], root)) == ["lemma"]
    assert names(find(["proofs_check"], root)) == ALL


def test_unknown_targets_are_told_with_the_closest_names(root, tmp_path):
    for target, words in [
        ("coverage.le_kll", "no claim, paper or path 'coverage.le_kll'; did you mean coverage.le_kl?"),
        ("coverag", "did you mean coverage"),
        ("zzz", "no claim, paper or path 'zzz'$"),
        ("missing/file.py", "missing/file.py does not exist"),
        ("missing.py", "missing.py does not exist"),
        (f"{root}/coverage/le_kl.py:first", r"le_kl.py:first does not exist; .* two colons, as in .*/coverage/le_kl.py::first"),
        (f"{root}/coverage/missing.py:first", r"missing.py:first does not exist$"),
        (str(root / "coverage" / "certificates" / "le_kl.json"), "is not a Python file"),
        (str(write(tmp_path / "empty" / "a.txt").parent), "no file in .* defines CLAIM"),
    ]:
        with pytest.raises(LoadError, match=words) as caught:
            find([target], root)
        assert "\n" not in str(caught.value)


def test_a_missing_root_is_told(tmp_path):
    with pytest.raises(LoadError, match=r"no folder .*nowhere"):
        find(root=tmp_path / "nowhere")


def test_a_loaded_claim_knows_its_file(root):
    path = root / "coverage" / "le_kl.py"
    claim = load(path)
    assert claim.path == path and claim.statement == "a"


def test_edits_within_one_second_are_seen(tmp_path):
    path = tmp_path / "a.py"
    for bound in (1, 2, 3):
        write(path, CODE.format(bound=bound))
        assert load(path).rhs(None) == bound


def test_a_claim_may_import_its_neighbours(tmp_path):
    write(tmp_path / "_own_definitions_7.py", "two = 2")
    assert load(write(tmp_path / "a.py", "from _own_definitions_7 import two" + CODE.format(bound="two"))).rhs(None) == 2
    assert str(tmp_path) not in sys.path
    assert "_own_definitions_7" not in sys.modules


def test_neighbours_of_one_name_in_two_folders_are_two_modules(tmp_path):
    for k in (1, 2):
        write(tmp_path / str(k) / "neighbour.py", f"bound = {k}")
        write(tmp_path / str(k) / "a.py", "from neighbour import bound" + CODE.format(bound="bound"))
    assert [load(tmp_path / str(k) / "a.py").rhs(None) for k in (1, 2, 1)] == [1, 2, 1]


SETTINGS = "from proofs_check.paper._settings import bound" + CODE.format(bound="bound")


def test_a_claim_finds_the_settings_of_its_own_paper(tmp_path, monkeypatch):
    """In each of two clones, from another working directory, refuted or not; the settings are no claim."""
    for clone in ("one", "two"):
        paper = tmp_path / clone / "proofs_check" / "paper"
        write(paper / "_settings.py", f"bound = {len(clone) + ord(clone[0])}")
        write(paper / "a.py", SETTINGS)
        write(paper / "refuted" / "b.py", SETTINGS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "two"))
    path = list(sys.path)
    for clone, file in (("one", "a.py"), ("two", "a.py"), ("one", "refuted/b.py"), ("two", "refuted/b.py")):
        claim = load(tmp_path / clone / "proofs_check" / "paper" / file)
        assert claim.rhs(None) == len(clone) + ord(clone[0])
    assert names(find(root=tmp_path / "one" / "proofs_check")) == ["paper.a", "paper.refuted.b"]
    assert sys.path == path and "proofs_check.paper._settings" not in sys.modules


def test_a_fingerprint_changes_with_the_settings_of_the_paper(tmp_path):
    settings = write(tmp_path / "proofs_check" / "paper" / "_settings.py", "bound = 1")
    path = write(settings.parent / "refuted" / "a.py", SETTINGS)
    first = fingerprint(load(path))
    write(settings, "bound = 1  # a remark")
    assert fingerprint(load(path)) == first
    write(settings, "bound = 2")
    assert fingerprint(load(path)) != first


def test_a_worker_finds_the_settings_of_the_paper(tmp_path):
    """A process with another working directory that never saw the folder."""
    write(tmp_path / "proofs_check" / "paper" / "_settings.py", "bound = 1")
    path = write(tmp_path / "proofs_check" / "paper" / "a.py", SETTINGS)
    code = "import sys; from theory_lab.claims.loading import load; print(load(sys.argv[1]).rhs(None))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=path.anchor, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_a_fingerprint_changes_with_what_the_file_imports(tmp_path):
    path = write(tmp_path / "a.py", "import _far_8" + CODE.format(bound="_far_8.half()"))
    write(tmp_path / "_far_8.py", "from _further_8 import two\ndef half(): return two // 2")
    write(tmp_path / "_further_8.py", "two = 2")
    first = fingerprint(load(path))
    write(tmp_path / "_further_8.py", "# a remark\ntwo = 2")
    assert fingerprint(load(path)) == first
    write(tmp_path / "_further_8.py", "two = 4")
    assert fingerprint(load(path)) != first


@pytest.mark.parametrize(
    "text, words",
    [
        ("x = 1", "defines no CLAIM$"),
        ("CONJECTURE = 1", "defines no CLAIM; CONJECTURE is for the command theory-lab conjecture$"),
        ("CLAIM = 3", "must be a Claim, not int"),
        ("x = 1\nCLAIM = = 3", "a.py, line 2: invalid syntax"),
        ("x = 1\n\nCLAIM = 1 / 0", "a.py, line 3: ZeroDivisionError: division by zero"),
        ("import no_such_module", "line 1: ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise SystemExit('enough')", "line 1: SystemExit: enough"),
        (
            "from theory_lab.claims import Claim\nCLAIM = Claim('a\\nb', 3)",
            "line 2: ValueError: source must be a Source",
        ),
        ("x = '\0'", "a.py"),
        (
            GOOD.replace("i.p[0],", "i.p[0], tight_at={'p': [1, 2, 3]},"),
            "tight_at: field p: weights must be a list of 2 whole numbers, not",
        ),
    ],
)
def test_what_cannot_be_loaded_is_told_with_file_and_line(tmp_path, text, words):
    with pytest.raises(LoadError, match=words) as caught:
        load(write(tmp_path / "a.py", text))
    assert "\n" not in str(caught.value)


def test_a_path_that_is_no_file_is_told(tmp_path):
    with pytest.raises(LoadError, match="does not exist"):
        load(tmp_path / "missing.py")
    with pytest.raises(LoadError, match="cannot be read"):
        load(tmp_path)


def test_loading_imports_neither_jax_nor_hypothesis(root):
    code = (
        "import sys; from theory_lab.claims.loading import load; load(sys.argv[1])\n"
        "print([name for name in ('jax', 'hypothesis', 'sympy', 'scipy') if name in sys.modules])"
    )
    path = str(root / "coverage" / "le_kl.py")
    run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_installed_wheel_brings_its_claims(tmp_path, monkeypatch) -> None:
    """Beside the package in a repository; in a folder of their own in a wheel; else where one stands."""
    package = tmp_path / "site-packages" / "theory_lab" / "claims"
    package.mkdir(parents=True)
    monkeypatch.setattr(registry, "__file__", str(package / "registry.py"))
    monkeypatch.chdir(tmp_path)
    assert registry.default_root() == tmp_path / "proofs_check"
    shipped = tmp_path / "site-packages" / registry.SHIPPED / "proofs_check"
    shipped.mkdir(parents=True)
    assert registry.default_root() == shipped
    beside = tmp_path / "site-packages" / "proofs_check"
    beside.mkdir()
    assert registry.default_root() == beside


def test_what_an_installed_claim_imports_counts_for_its_fingerprint(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(modules, "_INSTALLED", (tmp_path,))
    module = ModuleType("settings")
    for folder, own in (("numpy", False), (f"{registry.SHIPPED}/proofs_check/paper", True)):
        module.__file__ = str(tmp_path / folder / "_settings.py")
        assert modules.is_own(module) is own


def test_a_neighbour_is_forgotten_by_its_package_too(tmp_path, monkeypatch):
    """Or ``from package import neighbour`` finds it there the next time, and nothing is imported that a fingerprint could see."""
    write(tmp_path / "borrowed" / "__init__.py", "")
    neighbour = write(tmp_path / "borrowed" / "neighbour.py", "x = 1")
    monkeypatch.syspath_prepend(tmp_path)
    package = importlib.import_module("borrowed")
    for _ in range(2):
        with importing(neighbour, "borrowed"):
            exec("from borrowed import neighbour", {})
            assert "borrowed.neighbour" in sys.modules
        assert "borrowed.neighbour" not in sys.modules and not hasattr(package, "neighbour")
    del sys.modules["borrowed"]


@pytest.mark.parametrize("files", [("pieces/__init__.py", "pieces/inner.py"), ("pieces/inner.py",), ("pieces/deep/inner.py",)])
def test_a_module_that_is_imported_by_its_whole_name_is_there_when_the_claim_runs(tmp_path, files):
    """Two folders may have modules of one name; each claim goes on with its own."""
    name = files[-1].removesuffix(".py").replace("/", ".")
    claims = []
    for half in (2, 4):
        folder = tmp_path / str(half)
        for file in files:
            write(folder / file, f"def part(i):\n    return i.p[0] / {half}\n" if file == files[-1] else "")
        text = GOOD.replace("lambda i: i.p[0],", f"lambda i: {name}.part(i),")
        assert text != GOOD
        claims.append(load(write(folder / "claim.py", text.replace("from theory_lab", f"import {name}\nfrom theory_lab", 1))))
    assert [judge(claim, {"p": [1, 0]}).lhs for claim in claims] == ["1/2", "1/4"]
    assert not {"pieces", "pieces.deep", name} & sys.modules.keys()
