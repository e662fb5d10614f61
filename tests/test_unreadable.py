"""Folders without permission: one sentence that names the folder or the file, and nothing that looks like a verdict."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import CONTENTS
from theory_lab import requests
from theory_lab.claims.registry import LoadError, Unreadable, find, is_absent

Asked = Callable[..., list[tuple[int, str, str]]]
# Permissions bind nobody who may override them; root is asked in a process that may not.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
ASKING = """
import contextlib, io, json, sys
from theory_lab.cli import main
answers = []
for arguments in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as stop:
            code = stop.code or 0
    answers.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(answers))
"""
COMMANDS = ("check", "attack", "show", "list", "certify", "recheck", "prove", "report", "site", "appendix", "conjecture")


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    """Commands, answered in one process that permissions bind: exit codes, standard output and standard error."""
    prefix = BOUND if os.geteuid() == 0 else ()
    if prefix and not shutil.which(prefix[0]):
        pytest.skip("root without setpriv may read everything")

    def ask(*commands: Sequence[str]) -> list[tuple[int, str, str]]:
        (tmp_path / "cwd").mkdir(exist_ok=True)
        line = [*prefix, sys.executable, "-c", ASKING, json.dumps([list(map(str, command)) for command in commands])]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        done = subprocess.run(line, cwd=tmp_path / "cwd", env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [(code, out, err) for code, out, err in json.loads(done.stdout)]

    yield ask
    for folder in tmp_path.rglob("*"):
        if folder.is_dir():
            folder.chmod(0o755)


def claim(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CONTENTS["holds"], encoding="utf-8")
    return path


def test_a_folder_that_hides_claims_is_no_folder_without_any(asked: Asked, tmp_path: Path) -> None:
    claim(tmp_path / "mix" / "a.py")
    closed = claim(tmp_path / "mix" / "sub" / "b.py").parent
    listed = claim(tmp_path / "listed" / "a.py").parent
    closed.chmod(0)
    listed.chmod(0o644)  # names can be listed, and nothing behind them read
    for (code, out, err), folder in zip(
        asked(["check", tmp_path / "mix"], ["check", closed], ["list", listed]), (closed, closed, listed), strict=True
    ):
        assert (code, out) == (2, "")
        assert err.startswith(f"theory-lab: the folder {folder} cannot be read: Permission denied; give permission")


def test_a_file_in_such_a_folder_is_refused_by_each_command(asked: Asked, tmp_path: Path) -> None:
    path = claim(tmp_path / "closed" / "good.py")
    path.parent.chmod(0)
    for code, out, err in asked(*([command, path] for command in COMMANDS)):
        assert (code, out) == (2, "")
        assert err.startswith(f"theory-lab: the path {path} cannot be read: Permission denied") and "Traceback" not in err


def test_evidence_in_such_a_folder_is_told_as_what_cannot_be_read(asked: Asked, tmp_path: Path) -> None:
    for kind, what in (("certificates", "certificate"), ("proofs", "proofs")):
        path = claim(tmp_path / kind / "claims" / "a.py")
        folder = path.with_name(kind)
        folder.mkdir()
        folder.chmod(0)
        checked, rechecked, whole = asked(["check", path], ["recheck", path], ["check", path.parent])
        for code, out, err in (checked, rechecked):
            assert code == 1 and "Traceback" not in err
            assert f"the {what} {folder / 'a.json'} cannot be read:" in " ".join(out.split())
        assert whole[0] == 2 and f"the folder {folder} cannot be read" in whole[2]


def test_prove_tests_where_it_writes_before_it_searches(asked: Asked, tmp_path: Path) -> None:
    path = claim(tmp_path / "closed" / "good.py")
    path.parent.chmod(0o555)
    places = ("proofs/good.json", "_sketches/good.py")
    for (code, out, err), place in zip(asked(["prove", path], ["prove", path, "--sketch"]), places, strict=True):
        assert (code, out) == (2, "")
        assert f"{path.parent / place} cannot be written: no permission in {path.parent}" in err


def test_nothing_is_started_in_such_a_folder(asked: Asked, tmp_path: Path) -> None:
    folder = claim(tmp_path / "cwd" / "proofs_check" / "good.py").parent
    folder.chmod(0)
    (found,) = asked(["new", "a.b"])
    assert found == (2, "", "theory-lab: proofs_check/a/b.py cannot be written: Permission denied.\n")


def test_without_targets_a_closed_folder_counts_where_there_are_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = os.scandir

    def scandir(folder: str | Path) -> object:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied", str(folder))
        return scanned(folder)

    (tmp_path / "closed").mkdir()
    monkeypatch.setattr(os, "scandir", scandir)
    assert requests.targets_here(tmp_path) == []  # as in a folder of temporary files: the shipped claims are meant
    claim(tmp_path / "a.py")
    assert requests.targets_here(tmp_path) == [str(tmp_path)]
    with pytest.raises(Unreadable, match="closed cannot be read: Permission denied"):
        find([tmp_path])


def test_what_cannot_be_told_is_not_absent(tmp_path: Path) -> None:
    loop = tmp_path / "loop.py"
    loop.symlink_to(loop)
    assert is_absent(tmp_path / "a" / "b") and is_absent(claim(tmp_path / "a.py") / "b")
    long = tmp_path / ("x" * 300)
    assert is_absent(loop) and not is_absent(tmp_path) and not is_absent(long)
    with pytest.raises(LoadError, match=f"{long.name} cannot be read: File name too long"):
        find([long])
