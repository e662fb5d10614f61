"""Which levels a claim had, as a repository tells it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from theory_lab.proofs.evidence.files import write
from theory_lab.site.histories import histories

WHO = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, day: str, **changed: object) -> str:
    """Write the certificate and the proofs of a claim, or remove one, and commit that on a day."""
    for name, content in changed.items():
        path = folder / "notes" / name / "lemma.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content)) if content is not None else path.unlink()
    git(folder, "add", "-A")
    when = os.environ | {"GIT_COMMITTER_DATE": f"{day}T12:00:00"}
    subprocess.run(["git", *WHO, "commit", "-q", "-m", "a change"], cwd=folder, check=True, env=when)
    return git(folder, "rev-parse", "HEAD")[:8]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    claim = tmp_path / "notes" / "lemma.py"
    claim.parent.mkdir()
    claim.write_text("CLAIM = 1\n")
    return tmp_path


def test_each_change_of_the_level_is_told_with_its_commit(folder: Path) -> None:
    first = commit(folder, "2026-01-02", certificates={"evidence": "screened"})
    commit(folder, "2026-01-03", certificates={"evidence": "screened", "seed": 1})
    second = commit(folder, "2026-01-04", certificates={"evidence": "exact on small"})
    third = commit(folder, "2026-01-05", proofs={"sizes": [{}]})
    fourth = commit(folder, "2026-01-06", proofs={"all_sizes": [{}]})
    fifth = commit(folder, "2026-01-07", proofs=None)
    claim = folder / "notes" / "lemma.py"
    assert [tuple(moment) for moment in histories(path for path in [claim])[claim]] == [
        ("2026-01-02", first, "screened"),
        ("2026-01-04", second, "exact on small"),
        ("2026-01-05", third, "exact on small, proofs at single sizes"),
        ("2026-01-06", fourth, "exact on small, a proof for all sizes"),
        ("2026-01-07", fifth, "exact on small"),
    ]


def test_proofs_with_an_entry_a_line_tell_the_same(folder: Path) -> None:
    commit(folder, "2026-01-02", certificates={"evidence": "screened"})
    claim, nothing = folder / "notes" / "lemma.py", {"format": 1, "all_sizes": None, "horizons": [], "sizes": []}
    for name in nothing:
        write(claim, {**nothing, name: [{}]})
        commit(folder, "2026-01-03")
    assert [moment.level for moment in histories([claim])[claim]] == [
        "screened",
        "screened, a proof for all sizes",
        "screened, a proof for all horizons",
        "screened, proofs at single sizes",
    ]


def test_a_branch_tells_what_its_merge_brought(folder: Path) -> None:
    commit(folder, "2026-01-02", certificates={"evidence": "screened"})
    git(folder, "switch", "-q", "-c", "branch")
    commit(folder, "2026-01-03", certificates={"evidence": "exact on small"})
    git(folder, "switch", "-q", "main")
    (folder / "other").write_text("x")
    commit(folder, "2026-01-04")
    git(folder, "merge", "-q", "--no-edit", "branch")
    claim = folder / "notes" / "lemma.py"
    assert [moment.level for moment in histories([claim])[claim]] == ["screened", "exact on small"]
    assert histories([claim])[claim][1].commit == git(folder, "rev-parse", "HEAD")[:8]


def test_a_certificate_that_is_gone_begins_anew(folder: Path) -> None:
    commit(folder, "2026-01-02", certificates={"evidence": "screened"})
    commit(folder, "2026-01-03", certificates=None)
    assert histories([folder / "notes" / "lemma.py"]) == {}
    commit(folder, "2026-01-04", certificates={"evidence": "covered"})
    assert [moment.level for moment in histories([folder / "notes" / "lemma.py"])[folder / "notes" / "lemma.py"]] == ["covered"]


def test_nothing_is_told_without_the_whole_history(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for day, level in (("2026-01-02", "screened"), ("2026-01-03", "covered")):
        commit(folder, day, certificates={"evidence": level})
    shallow, plain = tmp_path_factory.mktemp("shallow") / "clone", tmp_path_factory.mktemp("plain") / "copy"
    git(folder, "clone", "-q", "--depth", "1", folder.as_uri(), str(shallow))
    shutil.copytree(folder / "notes", plain / "notes")
    assert histories([shallow / "notes" / "lemma.py", plain / "notes" / "lemma.py"]) == {}
    certificate = folder / "notes" / "certificates" / "lemma.json"
    certificate.write_text("{")
    git(folder, "commit", "-q", "-am", "no JSON")
    assert histories([folder / "notes" / "lemma.py"]) == {}
