"""A project as created: its script passes, its workflow is valid, its hook runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from theory_lab.claims import registry
from theory_lab.claims.loading import load
from theory_lab.cli import main
from theory_lab.drafts.claims import DraftError
from theory_lab.drafts.projects import PLACES, project

ROOT = Path(__file__).parents[2]


def run_in(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with this library on the path and this Python as ``python3``."""
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    python = tools / "python3"
    if not python.exists():
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME":
        str(folder.parent / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    }  # fmt: skip
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):  # of a commit that these tests may run in
        environment.pop(name, None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_script_is_told_with_the_python_that_has_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = tmp_path / "a python"
    stub.write_text('#!/bin/sh\necho "asked: $*"\n')
    stub.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stub))
    with pytest.raises(SystemExit):
        main(["new", "--paper", "my_paper", "--out", str(tmp_path)])
    _, _, command = capsys.readouterr().out.partition("run its checks with: ")
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "asked: -m theory_lab check claims --timeout 300 --json claims.json\n", done.stderr


@pytest.mark.parametrize(
    ("place", "rechecks"),
    [
        ("certificates/a.json", True),
        ("paper/certificates/a.json", True),
        ("proofs/a.json", True),
        ("paper/proofs/a.json", True),
        ("data/a.json", False),
    ],
)
def test_the_script_rechecks_what_is_stored_wherever_it_is(place: str, rechecks: bool, tmp_path: Path) -> None:
    folder = project("my_paper", tmp_path)
    (folder / "claims" / place).parent.mkdir(parents=True)
    (folder / "claims" / place).write_text("{}")
    done = run_in(folder, "env", "PYTHON=echo", "bash", "ci.sh")
    assert done.returncode == 0 and ("recheck claims" in done.stdout) is rechecks


def test_the_script_passes_as_created(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["new", "--paper", "my_paper", "--out", str(tmp_path)])
    assert ended.value.code == 0
    folder = tmp_path / "my_paper"
    done = run_in(folder, "bash", "ci.sh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 claims" in done.stdout and "all as expected" in done.stdout
    assert (folder / "claims.json").exists()


def test_the_script_fails_with_a_wrong_claim(tmp_path: Path) -> None:
    folder = project("my_paper", tmp_path)
    for path in (folder / "claims").glob("[a-z]*.py"):
        path.unlink()
    wrong = folder / "claims" / "refuted" / "tv_le_kl.py"
    text = wrong.read_text(encoding="utf-8").replace('    expect="fails",\n    falls="tempting form",\n', "")
    wrong.write_text(text, encoding="utf-8")
    assert run_in(folder, "bash", "ci.sh").returncode == 1


def test_there_is_a_claim_of_each_kind(tmp_path: Path) -> None:
    folder = project("my_paper", tmp_path)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(str(path.relative_to(folder)) for path in files) == sorted(PLACES.values())
    assert not any("{{" in path.read_text(encoding="utf-8") for path in files)
    claims = [load(path) for _, path in registry.find([folder / "claims"])]
    assert {claim.kind for claim in claims} == {"inequality", "witness", "value", "simulated", "trend"}
    assert {claim.expect for claim in claims} == {"holds", "fails"}
    assert {claim.relation for claim in claims} >= {"<=", "<", "=="}
    assert any(claim.chain for claim in claims) and any(claim.unknown for claim in claims)
    assert any(claim.necessary for claim in claims) and any(claim.sharpened for claim in claims)
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["theory_lab"] == {"claims": ["claims"]}


def test_the_files_on_the_page_are_there(tmp_path: Path) -> None:
    folder = project("my_paper", tmp_path)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in readme.splitlines() if line.startswith("| `") and ".py`" in line}
    present = {str(path.relative_to(folder / "claims")) for path in (folder / "claims").rglob("*.py")}
    assert named - {"claims/**/*.py"} == present


@pytest.mark.parametrize("schema", ["vendor.github-workflows"])
def test_the_workflow_is_valid(schema: str, tmp_path: Path) -> None:
    workflow = project("my_paper", tmp_path) / PLACES["workflow"]
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*check, str(workflow)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    broken = tmp_path / "broken.yml"
    broken.write_text(workflow.read_text(encoding="utf-8").replace("runs-on", "runs_on"), encoding="utf-8")
    assert subprocess.run([*check, str(broken)], capture_output=True, check=False).returncode == 1


def test_the_hook_runs(tmp_path: Path) -> None:
    """It checks the claims that a commit changes, and stops one that does not behave."""
    folder = project("my_paper", tmp_path)
    hook = (sys.executable, "-m", "pre_commit", "run", "--files")
    assert run_in(folder, "git", "init", "-q").returncode == 0
    assert run_in(folder, "git", "add", ".").returncode == 0
    good, shared = "claims/harmonic_numbers.py", "claims/_settings.py"
    done = run_in(folder, *hook, good, shared, "README.md")
    assert done.returncode == 0 and "Passed" in done.stdout, done.stdout + done.stderr
    path = folder / good
    path.write_text(path.read_text(encoding="utf-8").replace('"2.93"', '"2.94"'), encoding="utf-8")
    assert run_in(folder, "git", "add", ".").returncode == 0
    done = run_in(folder, *hook, good)
    assert done.returncode == 1 and "expected holds, found fails" in done.stdout, done.stdout + done.stderr
    assert "Skipped" in run_in(folder, *hook, shared).stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((name, "a paper's name consists of") for name in ("My_paper", "1st", "a-b", "../up", "")),
        *((name, f"cannot be called '{name}', which has a meaning") for name in ("class", "certificates", "theory_lab")),
    ],
)
def test_a_bad_name_is_refused(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DraftError, match=words):
        project(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_never_overwrites(tmp_path: Path) -> None:
    project("my_paper", tmp_path)
    with pytest.raises(DraftError, match="already exists"):
        project("my_paper", tmp_path)


@pytest.mark.parametrize("arguments", [["new"], ["new", "a.b", "--paper", "c"]])
def test_one_of_two_is_made(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "either PAPER.CONCLUSION" in capsys.readouterr().err
