"""One claim cannot hurt another, nor the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import hostile
from tests.conftest import CONTENTS
from tests.test_cli import run, untimed
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.certificates import filed

LIMITS = ("--timeout", 4, "--memory", 2)
# Searched as any other, in half the time: there are 61 instances.
PLAIN = CONTENTS["holds"].replace("Ratio(0, 1)", "Whole(0, 60)").replace("rhs=lambda i: i.x,", "rhs=lambda i: 60 * i.x,")


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> dict:
    """What is found of an honest claim where there is no other."""
    (path,) = hostile.write(tmp_path_factory.mktemp("honest"), (), PLAIN)[:1]
    return check(filed("", path).claim, "").to_json() | {"seconds": None}


def agrees(records: list[dict], honest: dict) -> None:
    assert [record["id"] for record in records] == sorted((*hostile.HONEST, *hostile.DEEDS))
    for record in records:
        if record["id"] in hostile.HONEST:
            assert record | {"id": ""} == honest
        else:
            assert record["outcome"] == hostile.DEEDS[record["id"]][1], record
            assert (record["outcome"] == "holds") == (not record["problems"])


@pytest.mark.parametrize("workers", [1, 2])
def test_others_do_not_notice(workers, honest, tmp_path, capfd):
    hostile.write(tmp_path, plain=PLAIN)
    out = tmp_path / "out.json"
    assert run("check", tmp_path, *LIMITS, "--workers", workers, "--json", out) == 1
    agrees(untimed(out), honest)
    shown = capfd.readouterr().out
    assert "noise" not in shown and f"{len(hostile.DEEDS) + 3} claims: " in shown and "not finished" not in shown
    assert "expected holds, found error: g_hangs: it ran longer than 4 s and was ended" in shown


def test_others_do_not_notice_on_a_dask_cluster(honest, tmp_path):
    import distributed

    hostile.write(tmp_path, plain=PLAIN)
    out = tmp_path / "out.json"
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None) as cluster:
        assert run("check", tmp_path, *LIMITS, "--scheduler", cluster.scheduler_address, "--json", out) == 1
    agrees(untimed(out), honest)


@pytest.mark.parametrize("name", [name for name in hostile.DEEDS if name[0] in "bcdijklnopqrst"])
def test_alone_in_this_process(name, tmp_path, capsys):
    """What ends no process is contained without another one."""
    path = tmp_path / f"{name}.py"
    hostile.write(tmp_path, (name,), PLAIN)
    outcome = hostile.DEEDS[name][1]
    assert run("check", path) == (outcome == "error")
    assert f"1 {'hold' if outcome == 'holds' else 'error'}" in capsys.readouterr().out


def test_alone_with_a_limit(tmp_path, capsys):
    hostile.write(tmp_path, ("h_hangs_in_c",))
    assert run("check", tmp_path / "h_hangs_in_c.py", "--timeout", 1) == 1
    assert "found error: h_hangs_in_c: it ran longer than 1 s and was ended\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("os._exit(0)", "line 1: SystemExit: os._exit(0)"),
        ("raise KeyboardInterrupt", "line 1: KeyboardInterrupt: \n"),
        ("import sys; sys.exit(0)", "line 1: SystemExit: 0"),
    ],
)
def test_a_file_that_cannot_be_run_through(deed, words, tmp_path, capsys):
    (tmp_path / "bad.py").write_text(f"import os; {deed}\n" + CONTENTS["holds"], encoding="utf-8")
    (tmp_path / "good.py").write_text(CONTENTS["holds"], encoding="utf-8")
    assert run("check", tmp_path) == 1
    captured = capsys.readouterr()
    assert words.strip() in captured.err and captured.err.count("\n") == 1
    assert "good" in captured.out and "bad" not in captured.out
    assert run("check", tmp_path / "bad.py") == 2
    captured = capsys.readouterr()
    assert captured.out == "" and words.strip() in captured.err and captured.err.count("\n") == 1


def test_what_a_file_changes_while_it_is_loaded_is_put_back(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deeds = "import os, sys; os.chdir('/'); sys.path.clear(); print('noise')\n"
    (tmp_path / "a.py").write_text(deeds + CONTENTS["holds"], encoding="utf-8")
    (tmp_path / "b.py").write_text(CONTENTS["holds"], encoding="utf-8")
    assert run("check", "a.py", "b.py", "--json", "out.json") == 0
    assert Path.cwd() == tmp_path and len(json.loads((tmp_path / "out.json").read_text())) == 2
    assert "noise" not in capsys.readouterr().out


def test_certify_and_recheck_pass_over_what_hangs(tmp_path, capsys):
    # Of two instances: no gradient is compiled for them.
    hostile.write(tmp_path, ("g_hangs", "e_is_killed"), CONTENTS["holds"].replace("Ratio(0, 1)", "Whole(0, 1)"))
    assert run("certify", tmp_path, "--timeout", 12, "--workers", 2) == 1
    names = [f"{name}.json" for name in hostile.HONEST]
    assert sorted(path.name for path in (tmp_path / "certificates").iterdir()) == names
    capsys.readouterr()
    changed = tmp_path / "m_honest.py"
    certificate = tmp_path / "certificates" / "m_honest.json"
    kept = json.loads(certificate.read_text())
    changed.write_text("import time\n" + changed.read_text().replace("lhs=lambda i: i.x", "lhs=lambda i: time.sleep(99) or i.x"))
    certificate.write_text(json.dumps(kept | {"fingerprint": _digest(changed)}))
    files = [tmp_path / f"{name}.py" for name in hostile.HONEST]
    assert run("recheck", *files, "--timeout", 8, "--workers", 2) == 1
    out = capsys.readouterr().out
    assert "m_honest: it ran longer than 8 s and was ended" in out and "3 certificates: 2 confirmed, 1 error" in out
    certificate.unlink()  # a page shows what certificates say, and checks the other claims
    assert run("report", *files, "--timeout", 4, "--out", tmp_path / "page") == 1
    assert "m_honest: it ran longer than 4 s" in (tmp_path / "page" / "index.html").read_text()


def _digest(path: Path) -> str:
    from theory_lab.claims.loading import fingerprint, load

    return fingerprint(load(path))


def test_limits_are_numbers(capsys, claim_file):
    for name, word in (("--timeout", "seconds"), ("--memory", "gibibytes")):
        assert run("check", claim_file("holds"), name, "0") == 2
        assert f"0 is not a positive number of {word}" in capsys.readouterr().err
