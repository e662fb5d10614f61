"""Files are whole or absent."""

from __future__ import annotations

import json
import os
import tempfile

import pytest

from theory_lab.files import DRAFT, remove_drafts, unwritable, write_json, write_whole


def test_folders_are_made_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a" / "b" / "out.json"
    write_json(path, [{"ε": "≤"}])
    assert json.loads(path.read_text(encoding="utf-8")) == [{"ε": "≤"}]
    assert [p.name for p in path.parent.iterdir()] == ["out.json"]


def test_a_failed_write_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = tmp_path / "out.txt"
    write_whole(path, "earlier")

    def failing(source, target):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "later")
    assert path.read_text() == "earlier"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_a_file_keeps_its_permissions(mode, tmp_path):
    path = tmp_path / "out.txt"
    write_whole(path, "earlier")
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(mode)
    write_whole(path, "later")
    assert path.stat().st_mode & 0o777 == mode


def test_drafts_of_killed_runs_are_removed(tmp_path):
    old, new, other = tmp_path / f"{DRAFT}old", tmp_path / f"{DRAFT}new", tmp_path / "other"
    for path in (old, new, other):
        path.write_text("")
        os.utime(path, (0, 0)) if path != new else None
    remove_drafts(tmp_path)
    remove_drafts(tmp_path / "nowhere")
    assert sorted(tmp_path.iterdir()) == [new, other]


def test_numbers_that_json_does_not_have_are_refused(tmp_path):
    with pytest.raises(ValueError, match="Out of range float"):
        write_json(tmp_path / "out.json", [float("inf")])
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("earlier")
    link.symlink_to(target)
    write_whole(link, "later")
    assert link.is_symlink() and target.read_text() == "later"


def test_unwritable_names_the_reason(tmp_path):
    (tmp_path / "file").write_text("")
    assert unwritable(tmp_path / "new" / "out.json") == ""
    assert "is a folder" in unwritable(tmp_path)
    assert "is not a folder" in unwritable(tmp_path / "file" / "out.json")
    assert "cannot be written" in unwritable(tmp_path / ("long" * 100))
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_long_name_can_be_written(tmp_path):
    path = tmp_path / f"{'a' * 245}.json"
    assert unwritable(path) == ""
    write_whole(path, "text")
    assert path.read_text() == "text"


@pytest.mark.parametrize(("error", "words"), [(PermissionError, "no permission in"), (OSError, "takes no files")])
def test_unwritable_tries_to_make_a_file(error, words, tmp_path, monkeypatch):
    def failing(**options):
        raise error

    monkeypatch.setattr(tempfile, "TemporaryFile", failing)
    assert words in unwritable(tmp_path / "new" / "out.json")
