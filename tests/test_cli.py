"""The command line: exit codes, one-line errors, files, and what it imports."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

import theory_lab
from tests.certified import with_certificate
from tests.conftest import CONTENTS
from tests.isolation.test_pool import running
from theory_lab.cli import main

FIELDS = {
    *(
        "id",
        "statement",
        "source",
        "status",
        "expect",
        "outcome",
        "evidence",
        "attacked",
        "counts",
        "small_bound",
    ),
    *("worst_ratio", "witness", "lhs", "rhs", "worst_witness", "worst_lhs", "worst_rhs", "seconds"),
}
STAGES = {"screened", "small", "property", "attacked", "vacuous", "undecided"}


def run(*arguments: object) -> int:
    """The exit code of a command, in this process."""
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return int(stop.value.code or 0)


def python(code: str, **kwargs) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, **kwargs)


def untimed(path: Path) -> list[dict]:
    """The records of a JSON file without the time they took."""
    return [record | {"seconds": None} for record in json.loads(path.read_text(encoding="utf-8"))]


class TestExitCodes:
    def test_zero_when_a_claim_behaves(self, claim_file, capsys):
        assert run("check", claim_file("holds")) == 0
        assert "1 hold" in capsys.readouterr().out

    def test_zero_when_an_expected_refutation_succeeds(self, claim_file, capsys):
        assert run("check", claim_file("refuted")) == 0
        out = capsys.readouterr().out
        assert "1 refuted" in out and "smallest counterexample" in out

    def test_one_with_the_counterexample_in_full(self, claim_file, capsys):
        assert run("check", claim_file("wrong")) == 1
        out = capsys.readouterr().out
        assert "[1, 0] = (1, 0)" in out
        assert "left   1\n" in out and "right  1/2\n" in out
        assert "1 not as expected" in out

    def test_one_when_an_attack_contradicts(self, claim_file):
        assert run("attack", claim_file("wrong"), "--seconds", 1) == 1
        assert run("attack", claim_file("holds"), "--seconds", 1) == 0

    def test_an_error_while_evaluating_is_an_outcome(self, claim_file, capsys, tmp_path):
        claim_file("holds")
        claim_file(
            "broken",
            text=claim_file("holds").read_text().replace("lhs=lambda i: i.x * i.x", "lhs=lambda i: i.y"),
        )
        assert run("check", tmp_path) == 1
        out = capsys.readouterr().out
        assert "1 hold, 1 error" in out and "the fields are" in out


class TestRefusals:
    """One sentence on standard error, exit code 2, nothing printed or written."""

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["check", "--depth", "deepest"], "quick, normal, deep"),
            (["check", "--workers", "0"], "0 is below 1"),
            (["check", "--workers", "two"], "'two' is not a whole number"),
            (["check", "--seed", "-1"], "-1 is below 0"),
            (["check", "--seed", "abc"], "'abc' is not a whole number"),
            (["recheck", "--most", "x"], "'x' is not a whole number"),
            (["attack", "a.b", "--seconds", "abc"], "'abc' is not a number of seconds"),
            (["attack", "a.b", "--seconds", "nan"], "nan is not a positive number"),
            (["check", ""], "empty"),
            (["attack", ""], "empty"),
            (["check", "--json", "-"], "'-' is not a file"),
            (["check", "--zap"], "--zap"),
            (["check", "no/such/file.py"], "no/such/file.py"),
            (["check", "no_paper.no_claim"], "no_paper.no_claim"),
            (["check", "--scheduler", "tcp://127.0.0.1:9"], "no Dask scheduler answers"),
            (["check", "--scheduler", "nonsense://"], "no Dask scheduler answers"),
            (["check", "--scheduler", "tcp://127.0.0.1:9", "--workers", "2"], "cannot be combined"),
            (["chekc"], "chekc"),
            ([], "name a command: list, show, plot, check, attack, certify, recheck, prove, report, "),
            (["check", "--depth"], "--depth needs a value: --depth quick|normal|deep."),
            (["attack", "a.b", "--seconds", "inf"], "inf is not a finite number of seconds"),
            (["attack"], "TARGET"),
            (["attack", "no_paper.no_claim"], "no_paper.no_claim"),
            (["attack", "speculative_decoding.refuted"], "takes one claim, but 'speculative_decoding.refuted' names 2, such as "),
            (["show", "speculative_decoding.refuted"], "takes one claim, but 'speculative_decoding.refuted' names 2, such as "),
            (["plot", "speculative_decoding.refuted"], "takes one claim, but 'speculative_decoding.refuted' names 2, such as "),
            (["plot", "no_paper.no_claim"], "no_paper.no_claim"),
            (["plot", "a.b", "--out", "a.png"], "--out is a file whose name ends with .svg, not 'a.png'"),
            (["plot", "a.b", "--at", "3"], "--at must be an object"),
            (["plot", "decision_making.hellinger_le_kl", "--field", "z"], "there is no field 'z' to vary; there are p, q"),
            (["plot", "divergences.fourth_order_constant", "--out", "/proc/a.svg"], "/proc takes no files"),
            (["plot", "backtracking.classic_rows"], "a claim of kind 'value' has no fields, so that nothing can be varied"),
            (["new", "one_part"], "PAPER.CONCLUSION"),
            (["new", "a.class"], "PAPER.CONCLUSION"),
            (["new", "../a.b"], "PAPER.CONCLUSION"),
            (["new", "a.b/../../c"], "PAPER.CONCLUSION"),
            (["new", "a.refuted_x"], "the certificates of the folder refuted/"),
            (["new", "a._b"], "files whose names begin with _ are skipped"),
            (["new", "_a.b"], "files whose names begin with _ are skipped"),
            (["new", "certificates.b"], "choose another name"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_requests(self, arguments, words, capsys, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        self.refused([*arguments], words, capsys)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("x = 1\n", "CLAIM"),
            ("x = (\n", "line 1"),
            ("import no_such_module_at_all\n", "no_such_module_at_all"),
            ("CLAIM = 3\n", "CLAIM"),
            (CONTENTS["holds"].replace("Space(x=Ratio(0, 1))", "Space()"), "at least one field"),
            (CONTENTS["holds"].replace("Ratio(0, 1)", "Ratio(1, 0)"), "smaller bound"),
            (
                CONTENTS["holds"].replace("Space(x=Ratio(0, 1))", "lambda n: Space(x=Whole(n, 2)), sizes=(1, 3)"),
                "size 3",
            ),
            (
                CONTENTS["holds"].replace("Space(x=Ratio(0, 1))", "lambda n: None, sizes=(1,)"),
                "must be a Space",
            ),
        ],
    )
    def test_files(self, text, words, capsys, claim_file, tmp_path):
        path = claim_file("bad", text=text)
        self.refused(["check", path, "--json", tmp_path / "out.json"], words, capsys)
        assert not (tmp_path / "out.json").exists()

    def test_nothing_runs_when_one_of_several_cannot_be_loaded(self, capsys, claim_file):
        self.refused(["check", claim_file("holds"), claim_file("bad", text="x = 1\n")], "CLAIM", capsys)

    def test_places_that_cannot_be_written(self, capsys, claim_file, tmp_path):
        self.refused(["check", claim_file("holds"), "--json", tmp_path], "folder", capsys)
        self.refused(["report", claim_file("holds"), "--out", claim_file("refuted")], "not a folder", capsys)
        (tmp_path / "certificates").write_text("", encoding="utf-8")
        self.refused(["certify", claim_file("holds")], "not a folder", capsys)

    @pytest.mark.parametrize("arguments", [["check", "--json", "/proc/u.json"], ["report", "--out", "/proc/x"]])
    def test_places_that_only_seem_writable(self, arguments, capsys, claim_file):
        self.refused([*arguments, claim_file("holds")], "cannot be written", capsys)

    def test_a_draft_in_a_place_that_only_seems_writable(self, capsys):
        self.refused(["new", "foo.bar", "--out", "/proc"], "cannot be written", capsys)

    def refused(self, arguments, words, capsys):
        assert run(*arguments) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert words in captured.err
        assert captured.err.startswith("theory-lab: ") and captured.err.count("\n") == 1


class TestJson:
    def test_fields(self, claim_file, tmp_path):
        out = tmp_path / "records" / "out.json"
        assert run("check", claim_file("holds"), claim_file("refuted"), "--json", out) == 0
        records = json.loads(out.read_text(encoding="utf-8"))
        assert [record["id"] for record in records] == ["holds", "refuted"]
        for record in records:
            assert record.keys() >= FIELDS
            assert record["counts"].keys() == STAGES
        holds, refuted = records
        assert (holds["outcome"], holds["expect"], holds["status"]) == ("holds", "holds", "derived")
        assert (refuted["outcome"], refuted["evidence"]) == ("fails", "refuted exactly")
        assert refuted["witness"] == {"p": [1, 0]}
        assert (refuted["lhs"], refuted["rhs"]) == ("1", "1/2")

    def test_a_file_that_does_not_load_after_others_began_is_refused_and_no_process_is_left(self, claim_file, tmp_path, capsys):
        files = [claim_file("holds"), claim_file("refuted"), claim_file("z", text="import no_such_module")]
        out = tmp_path / "out.json"
        assert run("check", *files, "--workers", 2, "--json", out) == 2
        seen = capsys.readouterr()
        assert "No module named 'no_such_module'" in seen.err and seen.out == "" and not out.exists()
        assert not running(f"{os.getpid()}\0")

    def test_same_seed_same_records_with_any_number_of_workers(self, claim_file, tmp_path):
        files = [claim_file("holds"), claim_file("refuted")]
        one, two = tmp_path / "one.json", tmp_path / "two.json"
        assert run("check", *files, "--seed", 5, "--json", one) == 0
        assert run("check", *files, "--seed", 5, "--workers", 2, "--json", two) == 0
        assert untimed(one) == untimed(two)

    def test_a_dask_cluster_gives_the_same_records(self, claim_file, tmp_path):
        import distributed

        files = [claim_file("holds"), claim_file("refuted")]
        alone, shared = tmp_path / "alone.json", tmp_path / "shared.json"
        assert run("check", *files, "--json", alone) == 0
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            address = cluster.scheduler_address
            assert run("check", *files, "--scheduler", address, "--json", shared) == 0
        assert untimed(alone) == untimed(shared)

    def test_list_writes_the_claims(self, claim_file, tmp_path, capsys):
        out = tmp_path / "out.json"
        assert run("list", claim_file("holds"), "--json", out) == 0
        (record,) = json.loads(out.read_text())
        assert record.keys() >= FIELDS
        assert (record["id"], record["evidence"], record["outcome"]) == ("holds", "stated", None)
        assert "Lemma 1 (derived)" in capsys.readouterr().out


def test_the_version_and_completion(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out == f"theory-lab {theory_lab.__version__}\n"
    environment = {**os.environ, "_THEORY_LAB_COMPLETE": "complete_bash", "COMP_WORDS": "theory-lab ch", "COMP_CWORD": "1"}
    command = [sys.executable, "-m", "theory_lab"]
    assert subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip() == "check"


def test_latex_of_refuted_claims_alone_on_standard_output(claim_file, capsys):
    assert run("check", claim_file("holds"), claim_file("refuted"), "--latex") == 0
    captured = capsys.readouterr()
    assert r"p_1 \le \tfrac12" in captured.out and r"x^2" not in captured.out
    assert "2 claims" in captured.err


class TestNew:
    def test_the_file_passes(self, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        assert run("new", "my_paper.tv_le_kl") == 0
        path = Path("proofs_check/my_paper/tv_le_kl.py")
        assert str(path) in capsys.readouterr().out
        assert run("check", path) == 0

    def test_the_file_is_among_the_claims_of_the_settings(self, tmp_path, monkeypatch, capsys):
        (tmp_path / "below").mkdir()
        (tmp_path / "one.py").write_text("")
        settings = tmp_path / "pyproject.toml"
        settings.write_text('[tool.theory_lab]\nclaims = ["one.py", "lemmas"]\n')
        for folder, told in ((tmp_path, Path("lemmas")), (tmp_path / "below", tmp_path / "lemmas")):
            monkeypatch.chdir(folder)
            name = f"from_{folder.name}".replace("-", "_")
            assert run("new", f"my_paper.{name}") == 0
            path = told / "my_paper" / f"{name}.py"
            assert path.is_file() and f"theory-lab check {path}\n" in capsys.readouterr().out
        assert not Path("proofs_check").exists()
        settings.write_text('[tool.theory_lab]\nclaims = ["one.py"]\n')
        assert run("new", "my_paper.other") == 2
        assert f"names no folder, only {tmp_path / 'one.py'}; say where with --out" in capsys.readouterr().err
        settings.write_text("[tool.theory_lab]\nclaims = 3\n")
        assert run("new", "my_paper.other") == 2
        assert "must be a list of paths" in capsys.readouterr().err

    def test_never_overwrites(self, tmp_path, capsys):
        assert run("new", "my_paper.tv_le_kl", "--out", tmp_path) == 0
        path = tmp_path / "my_paper" / "tv_le_kl.py"
        path.write_text("mine", encoding="utf-8")
        assert run("new", "my_paper.tv_le_kl", "--out", tmp_path) == 2
        assert path.read_text(encoding="utf-8") == "mine"
        assert "already exists" in capsys.readouterr().err


class TestCertificates:
    def test_certify_then_recheck(self, claim_file, tmp_path, capsys):
        files = [claim_file("holds"), claim_file("refuted")]
        assert run("recheck", *files) == 2
        assert "has a certificate" in capsys.readouterr().err
        assert run("certify", *files) == 0
        assert run("recheck", *files) == 0
        assert "2 confirmed" in capsys.readouterr().out

    def test_a_recheck_repeats_the_problem_that_a_certificate_tells(self, claim_file, capsys):
        files = [claim_file("wrong"), claim_file("holds")]
        assert run("certify", *files) == 1
        capsys.readouterr()
        assert run("recheck", *files) == 0
        out = capsys.readouterr().out
        assert out.count("the certificate says: ") == 1
        assert "confirmed wrong" in out.split("the certificate says: expected holds, found fails\n")[0]

    def test_a_changed_claim_is_stale_and_a_corrupt_file_is_told(self, claim_file, capsys):
        from theory_lab.claims.verdicts.certificates import certificate_path

        path = with_certificate(claim_file("holds"))
        kept = certificate_path(path).read_text(encoding="utf-8")
        path.write_text(path.read_text().replace("rhs=lambda i: i.x,", "rhs=lambda i: i.x * 2,"))
        assert run("recheck", path) == 1
        assert "stale" in capsys.readouterr().out
        certificate_path(path).write_text(kept[: len(kept) // 2], encoding="utf-8")
        other = with_certificate(claim_file("refuted"))
        capsys.readouterr()
        assert run("recheck", path, other) == 1
        out = capsys.readouterr().out
        assert "corrupt   holds" in out and "cannot be read" in out and "2 certificates: 1 confirmed, 1 corrupt\n" in out
        assert run("check", path, other) == 1
        out = capsys.readouterr().out
        assert "NOT holds    corrupt certificate" in out and "ok  refuted" in out and "Traceback" not in out
        assert run("list", path, other) == 0
        out = capsys.readouterr().out
        assert "stated (corrupt certificate)" in out and "refuted exactly" in out

    def test_what_another_library_certified_is_to_recheck_until_a_recheck(self, claim_file, capsys):
        from theory_lab.claims.verdicts.certificates import certificate_path

        path = with_certificate(claim_file("holds"))
        kept = certificate_path(path).read_text(encoding="utf-8")
        assert run("check", path) == 0 and "to recheck" not in capsys.readouterr().out
        content = json.loads(kept)
        content["library"]["trusted"] = "another"
        certificate_path(path).write_text(json.dumps(content), encoding="utf-8")
        assert run("check", path) == 0
        out = capsys.readouterr().out
        assert "covered (stored), weight <= 12" in out and "1 certificate to recheck" in out
        assert run("recheck", path) == 0 and certificate_path(path).read_text(encoding="utf-8") == kept
        assert run("check", path) == 0 and "to recheck" not in capsys.readouterr().out

    def test_what_is_current_is_skipped_unless_asked_for_again(self, claim_file, tmp_path, capsys):
        holds, refuted = claim_file("holds"), claim_file("refuted")
        assert run("certify", holds) == 0
        place = tmp_path / "certificates" / "holds.json"
        first = place.stat().st_mtime_ns
        capsys.readouterr()
        assert run("certify", holds, refuted) == 0
        out = capsys.readouterr().out
        assert "1 certificate is current and was skipped; --again rewrites it\n" in out and "1 claim: 1 refuted" in out
        assert place.stat().st_mtime_ns == first
        assert run("certify", holds, refuted) == 0
        assert capsys.readouterr().out == "2 certificates are current and were skipped; --again rewrites them\n"
        assert run("certify", holds, refuted, "--again", "--workers", 2) == 0
        assert "2 claims: 1 hold, 1 refuted" in capsys.readouterr().out and place.stat().st_mtime_ns > first

    @pytest.mark.parametrize("workers", [1, 2])
    def test_ctrl_c_keeps_the_certificates_that_are_done(self, workers, claim_file, tmp_path):
        slow = claim_file("slow", text="import time\n" + claim_file("holds").read_text())
        slow.write_text(slow.read_text().replace("lhs=lambda i: i.x * i.x", "lhs=lambda i: (time.sleep(60), i.x)[1]"))
        claims = ["holds.py", "slow.py"]
        command = [sys.executable, "-c", HEEDING, "certify", *(tmp_path / name for name in claims), "--workers", str(workers)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
        assert process.returncode == 130, errors
        assert first.startswith("ok  holds") and "stopped: 1 of 2 claims" in rest
        assert [path.name for path in (tmp_path / "certificates").iterdir()] == ["holds.json"]


class TestOnce:
    """A run executes each claim's file once and reads each certificate once."""

    @pytest.fixture
    def counted(self, monkeypatch):
        from theory_lab.claims import loading
        from theory_lab.claims.verdicts.audit.contents import Certificate

        counts = Counter()
        executed, parsed = loading._executed, Certificate.from_json

        def executing(tree, imports, path):
            counts[path.name] += 1
            return executed(tree, imports, path)

        def parsing(content):
            counts[content["claim"]] += 1
            return parsed(content)

        monkeypatch.setattr(loading, "_executed", executing)
        monkeypatch.setattr(Certificate, "from_json", parsing)
        return counts

    @pytest.fixture
    def files(self, claim_file):
        return [with_certificate(claim_file(kind)) for kind in ("holds", "refuted")]

    @pytest.mark.parametrize("command", ["list", "check", "recheck", "report", "certify"])
    def test_in_one_process(self, command, files, counted, tmp_path):
        options = ["--out", tmp_path / "out"] if command == "report" else []
        assert run(command, *files, *options) == 0
        assert counted == {"holds.py": 1, "refuted.py": 1, "holds": 1, "refuted": 1}

    def test_in_an_attack(self, files, counted):
        assert run("attack", files[1], "--seconds", 5) == 0
        assert counted == {"refuted.py": 1, "refuted": 1}

    @pytest.mark.parametrize("command", ["check", "recheck", "certify"])
    def test_with_workers_once_here_and_once_there(self, command, files, counted, tmp_path, monkeypatch):
        """What another process executes leaves a line in a file; certifying runs some instances by themselves once more."""
        log = tmp_path / "log"
        monkeypatch.setenv("THEORY_LAB_TEST_LOG", str(log))
        for path in files:
            lines = "import os\nwith open(os.environ['THEORY_LAB_TEST_LOG'], 'a') as log:\n"
            lines += f"    log.write(f'{path.stem} {{os.getpid()}}\\n')\n"
            path.write_text(path.read_text() + lines)
            with_certificate(path)
        log.unlink(missing_ok=True)
        counted.clear()
        again = ["--again"] if command == "certify" else []
        assert run(command, *files, "--workers", 2, *again) == 0
        lines = log.read_text().splitlines()
        here = [line for line in lines if line.endswith(f" {os.getpid()}")]
        assert len(here) == 2 == len(set(here)) and len(lines) == (7 if again else 4)
        assert counted == {"holds.py": 1, "refuted.py": 1} | ({} if again else {"holds": 1, "refuted": 1})


# A run in the background of a shell inherits that Ctrl-C is ignored.
HEEDING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from theory_lab.cli import main
main(sys.argv[1:])
"""


def test_ctrl_c_writes_what_was_found(claim_file, tmp_path):
    slow = claim_file("slow", text="import time\n" + claim_file("holds").read_text() + "\ntime.sleep(0)\n")
    slow.write_text(slow.read_text().replace("lhs=lambda i: i.x * i.x", "lhs=lambda i: (time.sleep(60), i.x)[1]"))
    out = tmp_path / "out.json"
    command = [sys.executable, "-c", HEEDING, "check", tmp_path / "holds.py", slow, "--json", out]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert first.startswith("ok  holds") and "stopped: 1 of 2 claims" in rest and "Traceback" not in errors
    assert [record["id"] for record in json.loads(out.read_text())] == ["holds"]


def test_a_reader_that_goes_away_is_not_the_fault_of_a_claim(claim_file, tmp_path):
    """As in ``theory-lab check ... | head -1``: the pipe is closed before the first line is written."""
    out = tmp_path / "out.json"
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", HEEDING, "check", claim_file("holds"), "--json", out]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(write)
    assert done.returncode == 1 and done.stderr == ""
    assert [record["id"] for record in json.loads(out.read_text())] == ["holds"]


def test_ctrl_c_in_an_attack_keeps_the_rounds_that_were_done(claim_file, tmp_path, monkeypatch, capsys):
    from theory_lab.claims.checks import check as checking

    def stopped(claim, identifier, certificate, **options):
        raise checking.Interrupted(checking.check(claim, identifier))

    monkeypatch.setattr(checking, "attack", stopped)
    out = tmp_path / "out.json"
    assert run("attack", claim_file("holds"), "--json", out) == 130
    assert [record["id"] for record in json.loads(out.read_text())] == ["holds"]
    assert "stopped: 1 of 1 claim: 1 hold" in capsys.readouterr().out


@pytest.mark.parametrize("end", [SystemExit(0), RuntimeError("broken")])
def test_records_are_written_whatever_ends_the_run(end, claim_file, tmp_path, monkeypatch, capsys):
    from theory_lab.claims.checks import sweep as sweeping
    from theory_lab.claims.checks.check import check

    def ended(found, *, on_record, **options):
        on_record(check(found[0].claim, found[0].name))
        raise end

    monkeypatch.setattr(sweeping, "sweep", ended)
    out = tmp_path / "out.json"
    arguments = ["check", claim_file("holds"), claim_file("refuted"), "--json", out]
    if isinstance(end, SystemExit):
        assert run(*arguments) == 1
        assert capsys.readouterr().err == "theory-lab: the code of a claim ended the program (SystemExit).\n"
    else:
        with pytest.raises(RuntimeError, match="broken"):
            main([str(argument) for argument in arguments])
    assert [record["id"] for record in json.loads(out.read_text())] == ["holds"]


class TestWhatIsShown:
    def test_the_range_of_an_unknown_constant(self, claim_file, capsys):
        text = CONTENTS["holds"].replace("lambda i: i.x * i.x", "lambda i, c: i.x * i.x")
        text = text.replace("rhs=lambda i: i.x,", 'rhs=lambda i, c: c * i.x, unknown="c", bracket=(0, 3),')
        text = text.replace("    sharpened=lambda i: i.x * xp.ratio(9, 10),\n", "")
        assert run("check", claim_file("constant", text=text), claim_file("refuted")) == 0
        (row,) = [line for line in capsys.readouterr().out.splitlines() if "constant c" in line]
        assert row.startswith("    constant c: refuted at 0.99") and row.endswith("perhaps 1")

    def test_what_refutes_a_constant_where_a_claim_is_asked_for_alone(self, claim_file, capsys, tmp_path):
        text = CONTENTS["holds"].replace("lambda i: i.x * i.x", "lambda i, c: i.x * i.x")
        text = text.replace("rhs=lambda i: i.x,", 'rhs=lambda i, c: c * i.x, unknown="c", bracket=(0, 3),')
        text = text.replace("    sharpened=lambda i: i.x * xp.ratio(9, 10),\n", "")
        path = claim_file("constant", text=text)
        assert run("check", path, "--json", tmp_path / "out.json") == 0
        (row,) = [line for line in capsys.readouterr().out.splitlines() if "smaller constant" in line]
        (record,) = json.loads((tmp_path / "out.json").read_text())
        told = dict(record["details"])["smaller constant"]
        found = re.fullmatch(r"(\S+) is refuted at x = (\S+): (\S+) against (\S+)", told)
        assert found and row == f"    smaller constant: {told}"
        constant, x, left, right = map(Fraction, found.groups())
        assert left == x * x > right == constant * x
        assert run("certify", path) == run("site", path, "--out", tmp_path / "site") == 0
        assert "smaller constant</dt>" in (tmp_path / "site" / "claims" / "constant.html").read_text()

    def test_a_problem_of_a_claim_with_the_expected_outcome(self, claim_file, capsys):
        text = CONTENTS["holds"].replace("i.x * xp.ratio(9, 10)", "i.x")
        assert run("check", claim_file("loose", text=text)) == 1
        out = capsys.readouterr().out
        assert "NOT loose  holds, problem: loose: the sharpened form survives" in out
        assert "\nloose holds, problem: loose: the sharpened form survives" in out and "expected: holds" not in out

    def test_a_trend_that_fails(self, claim_file, capsys):
        head = CONTENTS["holds"][: CONTENTS["holds"].index("    space=")]
        trend = '    sizes=(2, 4), kind="trend", trend=lambda n: n * n, rhs=lambda n: 3,\n)\n'
        assert run("check", claim_file("trend", text=head + trend)) == 1
        assert "  where it fails\n    left   16\n    right  12\n    ratio  1.333\n" in capsys.readouterr().out


class TestImports:
    """Start-up stays quick because modules come in only when they are needed."""

    def test_help_imports_no_numbers(self):
        code = "import sys; import theory_lab.cli; print(' '.join(sys.modules))"
        loaded = set(python(code).stdout.split())
        assert not loaded & {"numpy", "scipy", "jax", "rich", "flint", "theory_lab.claims"}

    @pytest.mark.parametrize("command", ["list", "check"])
    def test_no_jax_without_gradients(self, command, claim_file):
        assert "jax" not in self.loaded_by(command, claim_file("holds"))

    def test_recheck_uses_no_search(self, claim_file):
        path = with_certificate(claim_file("holds"))
        loaded = self.loaded_by("recheck", path)
        assert not loaded & {
            "jax",
            "hypothesis",
            "scipy",
            "theory_lab.claims.search.attack",
            "theory_lab.claims.checks.check",
        }
        assert "theory_lab.claims.verdicts.recheck" in loaded

    def loaded_by(self, command: str, path: Path) -> set[str]:
        code = (
            "import sys\nfrom theory_lab.cli import main\n"
            f"try: main([{command!r}, {str(path)!r}])\n"
            "except SystemExit as stop: assert not stop.code, stop.code\n"
            "print(' '.join(sys.modules))"
        )
        return set(python(code).stdout.splitlines()[-1].split())

    def test_module_is_the_command(self):
        environment = {**os.environ, "COLUMNS": "100"}
        command = [sys.executable, "-m", "theory_lab", "--help"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        for name in ("list", "check", "attack", "certify", "recheck", "report", "new"):
            assert f"\n  {name} " in done.stdout
