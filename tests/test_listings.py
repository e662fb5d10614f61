"""What was listed is told again as long as nothing changed, and read again as soon as anything did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import run
from theory_lab import listings, runs
from theory_lab.claims import registry

CLAIM = """
from theory_lab.claims import Claim, Ratio, Source, Space
CLAIM = Claim({statement!r}, Source("arXiv:1", "Lemma 1"), Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x)
"""


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of claims that stands for the shipped one, and a folder for caches."""
    root = tmp_path / "proofs_check"
    (root / "paper").mkdir(parents=True)
    (root / "paper" / "first.py").write_text(CLAIM.format(statement="x^2 \\le x"))
    (root / "paper" / "second.py").write_text(CLAIM.format(statement="x x \\le x"))
    monkeypatch.setattr(registry, "default_root", lambda: root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return root


def listed(capsys: pytest.CaptureFixture[str], *targets: str) -> str:
    assert run("list", *targets) == 0
    return capsys.readouterr().out


def test_nothing_is_loaded_twice(shipped: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    first = listed(capsys, "paper")
    assert "paper.first" in first and "paper.second" in first
    monkeypatch.setattr(runs, "load", lambda *a, **k: pytest.fail("a claim was loaded again"))
    assert listed(capsys, "paper") == first
    assert listed(capsys, "paper.second").count("\n") < first.count("\n")


@pytest.mark.parametrize("what", ["claim", "neighbour", "certificate"])
def test_whatever_changes_is_read_again(shipped: Path, capsys, what: str) -> None:
    before = listed(capsys, "paper")
    if what == "claim":
        (shipped / "paper" / "first.py").write_text(CLAIM.format(statement="x^2 \\leq x"))
        assert "leq" in listed(capsys, "paper") and "leq" not in before
    elif what == "neighbour":
        (shipped / "paper" / "_settings.py").write_text("A = 1\n")
        assert listings.remembered(["paper"]) is None
    else:
        folder = shipped / "paper" / "certificates"
        folder.mkdir()
        (folder / "first.json").write_text("{}")
        assert "corrupt" in listed(capsys, "paper") and "corrupt" not in before


@pytest.mark.parametrize("text", ["", "[]", '{"stamp": 1}', '{"records": {}}', "\x00"])
def test_a_broken_cache_is_none(shipped: Path, tmp_path: Path, capsys, text: str) -> None:
    before = listed(capsys, "paper")
    place = tmp_path / "caches" / "theory_lab" / "listings.json"
    place.write_text(text)
    assert listed(capsys, "paper") == before
    assert json.loads(place.read_text())["records"]


def test_records_that_are_none_are_read_again(shipped: Path, tmp_path: Path, capsys) -> None:
    before = listed(capsys, "paper")
    place = tmp_path / "caches" / "theory_lab" / "listings.json"
    content = json.loads(place.read_text())
    place.write_text(json.dumps(content | {"records": {key: {"outcome": 3} for key in content["records"]}}))
    assert listed(capsys, "paper") == before


def test_claims_of_ones_own_are_not_kept(shipped: Path, tmp_path: Path, capsys) -> None:
    own = tmp_path / "lemma.py"
    own.write_text(CLAIM.format(statement="x \\le 1"))
    listed(capsys, str(own))
    assert not (tmp_path / "caches").exists() and listings.remembered([str(own)]) is None


def test_where_no_file_can_be_written_nothing_is_lost(shipped: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "caches").write_text("a file, where a folder should be")
    assert "paper.first" in listed(capsys, "paper")


def test_what_is_not_there_is_one_sentence(shipped: Path) -> None:
    assert listings.remembered(["nowhere"]) is None
