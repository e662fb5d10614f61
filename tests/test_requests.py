"""What a command is about: folders with broken drafts in them, settings of a project, things that are no files."""

from __future__ import annotations

import os

import pytest

from tests.conftest import CONTENTS
from tests.test_cli import run
from theory_lab.claims import registry
from theory_lab.claims.registry import LoadError
from theory_lab.requests import places_at, targets_here


@pytest.fixture
def drafts(tmp_path):
    """A folder with two good claims, one of them false, and everything else that ends in .py."""
    folder = tmp_path / "drafts"
    (folder / "folder.py").mkdir(parents=True)
    for name in ("holds", "wrong"):
        (folder / f"{name}.py").write_text(CONTENTS[name])
    (folder / "unfinished.py").write_text("CLAIM = (\n")
    (folder / "nothing.py").write_text("CLAIM = None\n")
    (folder / "dangling.py").symlink_to(tmp_path / "gone.py")
    os.mkfifo(folder / "fifo.py")
    return folder


def test_a_folder_of_drafts_checks_the_good_ones_and_lists_the_bad_ones(drafts, capsys):
    (drafts / "wrong.py").write_text(CONTENTS["refuted"])
    assert run("check", drafts) == 1
    captured = capsys.readouterr()
    assert "ok  holds" in captured.out and "ok  wrong" in captured.out
    assert "left out: 4 drafts that cannot be loaded (see above)" in captured.out
    said = captured.err.splitlines()
    assert len(said) == 4 and all(line.startswith("theory-lab: ") for line in said)
    for name, words in [
        ("unfinished.py", "line 1: '(' was never closed"),
        ("nothing.py", "defines no CLAIM"),
        ("dangling.py", "which does not exist"),
        ("fifo.py", "it is no regular file"),
    ]:
        assert any(name in line and words in line for line in said), said


def test_a_file_of_several_claims_that_cannot_be_loaded_is_one_draft(drafts, capsys):
    (drafts / "several.py").write_text("CLAIMS = {'a': undefined, 'b': undefined, 'c': undefined}\n")
    assert run("check", drafts) == 1
    captured = capsys.readouterr()
    assert "left out: 5 drafts that cannot be loaded" in captured.out
    assert [line.count("NameError") for line in captured.err.splitlines() if "several.py" in line] == [1]


@pytest.mark.parametrize("command", ["list", "certify"])
def test_other_commands_go_on_as_well(command, drafts, capsys):
    (drafts / "wrong.py").unlink()
    assert run(command, drafts) == 1
    captured = capsys.readouterr()
    assert "holds" in captured.out and captured.err.count("\n") == 4


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unfinished.py", "was never closed"),
        ("folder.py", "no file in"),
        ("dangling.py", "is a link to"),
        ("fifo.py", "no regular file"),
    ],
)
def test_what_is_asked_for_by_name_has_to_load(name, words, drafts, capsys):
    assert run("check", drafts / "holds.py", drafts / name) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and words in captured.err and captured.err.count("\n") == 1


def test_a_file_that_may_not_be_read(drafts, monkeypatch, capsys):
    from pathlib import Path

    read = Path.read_bytes
    denied = PermissionError(13, "Permission denied")

    def refused(path):
        if path.name == "wrong.py":
            raise denied
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert run("check", drafts / "wrong.py") == 2
    assert "cannot be read: Permission denied" in capsys.readouterr().err


def test_without_targets_the_folder_one_stands_in(drafts, monkeypatch, capsys):
    monkeypatch.chdir(drafts)
    assert targets_here() == [str(drafts)]
    (drafts / "wrong.py").unlink()
    assert run("check") == 1
    assert "1 claim: 1 hold" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text"),
    [("theory_lab.toml", 'claims = ["drafts"]\n'), ("pyproject.toml", '[tool.theory_lab]\nclaims = ["drafts"]\n')],
)
def test_settings_name_the_claims_from_anywhere_below(file, text, drafts, monkeypatch):
    (drafts.parent / file).write_text(text)
    below = drafts.parent / "notes" / "deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert targets_here() == [str(drafts)]
    (drafts.parent / file).write_text(text.replace('["drafts"]', '"drafts"'))
    with pytest.raises(LoadError, match="must be a list of paths"):
        targets_here()
    (drafts.parent / file).write_text(text.replace("claims", "claim"))
    with pytest.raises(LoadError, match="names 'claim', which is no setting; there is one, claims, a list of paths"):
        targets_here()


def test_this_repository_names_its_own(monkeypatch):
    from theory_lab.claims.registry import default_root

    monkeypatch.chdir(default_root().parent / "docs")
    assert targets_here() == [str(default_root())]


def test_elsewhere_the_shipped_claims_are_meant(tmp_path):
    assert targets_here(tmp_path) == []


def test_an_id_that_is_told_here_is_a_target_here(drafts, monkeypatch, capsys):
    """What ``check`` calls a claim of this folder names it in the next command, and in Python."""
    import theory_lab

    (drafts / "notes").mkdir()
    (drafts / "holds.py").rename(drafts / "notes" / "holds.py")
    monkeypatch.chdir(drafts)
    assert run("check", "notes.holds", "wrong") == 1
    said = capsys.readouterr().out
    assert "ok  notes.holds" in said and "NOT wrong" in said
    assert run("check", "notes", "coverage_principle.kl_decomposition") == 2
    assert "no claim, paper or path 'coverage_principle.kl_decomposition'" in capsys.readouterr().err
    assert run("show", "notes.holds") == 0
    assert capsys.readouterr().out.startswith("notes.holds\n")
    assert theory_lab.load("notes.holds").kind == "inequality"
    assert run("check", "notes.hold") == 2
    assert capsys.readouterr().err == "theory-lab: there is no claim, paper or path 'notes.hold'; did you mean notes.holds?\n"
    assert run("check", "holds.py") == 2
    assert "the path holds.py does not exist" in capsys.readouterr().err


def test_the_end_of_one_id_is_a_target(drafts, monkeypatch, capsys):
    """Nobody has to know in which paper a shipped claim stands, or one of this folder."""
    import theory_lab

    assert theory_lab.load("coverage_le_kl").source.label == "Proposition D.1"
    assert run("show", "tv_given_leaf") == 0
    assert capsys.readouterr().out.startswith("backtracking.walk_on_spines.tv_given_leaf\n")
    (drafts / "notes").mkdir()
    (drafts / "holds.py").rename(drafts / "notes" / "coverage_le_kl.py")
    monkeypatch.chdir(drafts)
    assert run("show", "coverage_le_kl") == 0
    assert capsys.readouterr().out.startswith("notes.coverage_le_kl\n")  # what is told here comes first
    assert run("list", "refuted") == 2
    assert "no claim, paper or path 'refuted'" in capsys.readouterr().err
    assert run("check", "above") == 2
    assert "several ids end in 'above'; write alignment." in capsys.readouterr().err


def test_paths_elsewhere_are_found_without_a_look_at_the_shipped_claims(tmp_path, monkeypatch):
    root = tmp_path / "lab" / "proofs_check"
    for name in ("mine.py", "folder/one.py", "folder/two.py", "lab/proofs_check/paper/three.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(CONTENTS["holds"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(registry, "default_root", lambda: root)
    elsewhere = (["mine.py"], [tmp_path / "folder"], ["./folder", tmp_path / "mine.py"])
    for targets in (*elsewhere, ["mine.py", str(root / "paper")], [root], [root.parent], ["paper"], ["mine.py", "paper.three"]):
        assert places_at(targets) == registry.find(targets)
    walked, files = [], registry._files
    monkeypatch.setattr(registry, "_files", lambda folder: walked.append(folder) or files(folder))
    for targets in elsewhere:
        places_at(targets)
    assert root not in walked and tmp_path / "folder" in walked
    places_at(["mine.py", str(root / "paper")])
    assert root in walked
