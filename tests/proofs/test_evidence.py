"""Proofs as evidence: shown under the rule of certificates, verified by the kernel, and never of what is refuted."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from theory_lab.appendix.document import appendix
from theory_lab.appendix.entries import entry_of
from theory_lab.claims import Simplex, Space
from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.record import Record
from theory_lab.claims.spaces.table import Table
from theory_lab.claims.verdicts import judge as judging
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed, certificate_path
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.cli import main
from theory_lab.numbers.arithmetics import exact
from theory_lab.proofs.evidence import files
from theory_lab.proofs.evidence.extremes import point, second_look
from theory_lab.proofs.evidence.files import sealed, write
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.evidence.rechecks import recheck
from theory_lab.proofs.evidence.records import with_proofs
from theory_lab.proofs.prover import found_at_size, prove
from theory_lab.proofs.theorems import content_of
from theory_lab.report.table import evidence, summary
from theory_lab.site.one_page import page as one_page

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def proved():
    """The repaired lemma of the README, and its proofs."""
    import tempfile

    first, second = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)[:2]
    text = first[: first.index("CLAIM")] + second
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my_lemma.py"
        path.write_text(text, encoding="utf-8")
        return text, prove(path, "my_lemma", 20).content


@pytest.fixture
def lemma(proved, tmp_path):
    """A file of the lemma with its proofs beside it."""
    text, content = proved
    path = tmp_path / "my_lemma.py"
    path.write_text(text, encoding="utf-8")
    write(path, content)
    return path


def _run(*arguments):
    with pytest.raises(SystemExit) as exit_:
        main([*map(str, arguments)])
    return exit_.value.code


def _record(path, outcome=Outcome.HOLDS):
    """The record of a claim that a check found to be so, with its proofs."""
    claim = load(path)
    found = Record("my_lemma", claim.statement, "my notes", "derived", claim.expect, outcome, evidence=Level.SCREENED)
    return with_proofs(found, Filed("my_lemma", path, claim))


def _edited(path, **changes):
    place = proofs_path(path)
    place.write_text(json.dumps(json.loads(place.read_text()) | changes))


def test_a_proof_is_shown_by_check_and_list(lemma, tmp_path, capsys):
    assert _run("check", lemma, "--json", tmp_path / "out.json") == 0
    (record,) = json.loads((tmp_path / "out.json").read_text())
    assert (record["evidence"], record["proved"], record["proved_stored"]) == (Level.PROVED, "all n", False)
    out = capsys.readouterr().out
    assert "holds as expected, proved (all n)" in out and "1 hold (1 proved for all n)" in out
    assert _run("list", lemma) == 0 and "proved (all n)" in capsys.readouterr().out


def test_the_kernel_runs_at_a_recheck(lemma, capsys):
    assert _run("recheck", lemma) == 0
    out = capsys.readouterr().out
    assert "confirmed my_lemma, proved (all n)" in out and "1 proof: 1 confirmed" in out


def test_what_another_kernel_accepted_is_stored_until_a_recheck(lemma):
    kept = proofs_path(lemma).read_text()
    _edited(lemma, library=json.loads(kept)["library"] | {"trusted": "0" * 64})
    record = _record(lemma)
    assert (record.evidence, record.proved_stored) == (Level.PROVED, True)
    assert evidence(record) == "proved (all n) (stored)"
    said = summary([record], 1.0, 1)
    assert "1 claim with proofs to recheck" in said and "proved for all n" not in said
    assert recheck(load(lemma), "my_lemma").outcome == "confirmed" and proofs_path(lemma).read_text() == kept
    assert evidence(_record(lemma)) == "proved (all n)"


@pytest.mark.parametrize("outcome", [Outcome.FAILS, Outcome.UNDECIDED, Outcome.VACUOUS, Outcome.ERROR])
def test_what_does_not_hold_is_not_proved(lemma, outcome):
    record = _record(lemma, outcome)
    assert (record.proved, record.evidence) == ("", Level.SCREENED)
    assert record.ok == (outcome != Outcome.FAILS)  # proofs of what fails are a problem


def test_every_file_of_the_kernel_is_hashed():
    root = Path(files.__file__).parents[2]
    hashed = {place for name in files.KERNEL for place in [root / name, *(root / name).rglob("*.py")] if place.is_file()}
    names = ("terms", "symbols", "asking", "statements", "ranks", "counts", "columns", "separate", "theorems", "infinities")
    used = {root / "proofs" / f"{name}.py" for name in names}
    folders = {place for name in ("code", "horizons", "kernel", "trees") for place in (root / "proofs" / name).glob("*.py")}
    assert hashed == used | folders


def test_a_proof_that_the_kernel_does_not_accept_is_contradicted(lemma, capsys):
    content = json.loads(proofs_path(lemma).read_text())
    content["all_sizes"][0]["lemmas"] = []
    write(lemma, sealed(load(lemma), content))  # whoever means to deceive can make hashes fit
    assert _run("recheck", lemma) == 1
    out = capsys.readouterr().out
    assert "contradicted my_lemma, proved (all n)" in out and "the kernel does not accept it" in out


def test_an_edited_proof_is_stored_and_contradicted(lemma):
    _edited(lemma, sizes=[{"size": 2, "proofs": []}])
    assert _record(lemma).proved_stored
    seen = recheck(load(lemma), "my_lemma")
    assert (seen.outcome, seen.problems) == ("contradicted", ("the proofs were edited since they were last verified",))


def test_proofs_of_a_changed_claim_are_stale(lemma, capsys):
    lemma.write_text(lemma.read_text().replace("Whole(2, 20)", "Whole(2, 21)"))
    record = _record(lemma)
    assert (record.proved, record.evidence) == ("", Level.SCREENED)
    assert record.problems == ("the proofs are stale: the claim's file changed since it was proved; run theory-lab prove",)
    assert _run("list", lemma) == 0 and "(stale proofs)" in capsys.readouterr().out
    assert recheck(load(lemma), "my_lemma").outcome == "stale"


CORRUPT = (
    "", "[]", "{", '{"format": 1}', "null", '{"format": 2}', "[" * 100_000,
    {"claim": "another"}, {"statement": "0 = 1"}, {"sizes": 3}, {"sizes": [{"size": 99, "proofs": []}]}, {"more": 1},
    {"sizes": [{"size": 2, "proofs": []}, {"size": 2, "proofs": []}]}, {"library": 3}, {"library": {"trusted": 1}},
)  # fmt: skip


@pytest.mark.parametrize("corrupt", CORRUPT, ids=range(len(CORRUPT)))
def test_corrupt_proofs_are_told_in_a_sentence(lemma, corrupt):
    if isinstance(corrupt, dict):
        _edited(lemma, **corrupt)
    else:
        proofs_path(lemma).write_text(corrupt)
    record = _record(lemma)
    (problem,) = record.problems
    assert "my_lemma.json" in problem and len(problem) < 600 and "\n" not in problem
    assert (record.outcome, record.proved, record.evidence) == (Outcome.HOLDS, "", Level.SCREENED)
    assert recheck(load(lemma), "my_lemma").outcome == "corrupt"


def test_corrupt_proofs_concern_their_own_claim(lemma, tmp_path, capsys):
    other = tmp_path / "other.py"
    other.write_text(lemma.read_text())
    write(other, json.loads(proofs_path(lemma).read_text()) | {"claim": "other"})
    proofs_path(lemma).write_text("{")
    assert _run("list", lemma, other) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "stated (corrupt proofs)" in first and "proved (all n) (stored)" in second
    assert _run("recheck", lemma, other) == 1
    out = capsys.readouterr().out
    assert "corrupt   my_lemma" in out and "confirmed other" not in out.splitlines()[0] and "2 proofs: 1 con" in out


def test_what_is_refuted_is_never_proved(lemma, capsys):
    """The statement is true and its proof good; it is the claim that expects it to fail."""
    content = json.loads(proofs_path(lemma).read_text())
    text = re.sub(r"sharpened=.*\n", "", lemma.read_text())
    lemma.write_text(text.replace("CLAIM = Claim(", 'CLAIM = Claim(\n    expect="fails", falls="tempting form",'))
    claim = load(lemma)
    write(lemma, sealed(claim, content | {"digest": fingerprint(claim)}))
    record = _record(lemma)
    assert record.proved == "" and any("it is refuted" in problem for problem in record.problems)
    assert _run("recheck", lemma) == 1 and "contradicted" in capsys.readouterr().out


SQUARES = """
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
CLAIM = Claim(
    statement="squares", source=Source("my notes", "Lemma 2", status="derived"), space=lambda n: Space(p=Simplex(n)),
    sizes=(2, 3), lhs=lambda i: xp.sum(i.p**2), rhs=lambda i: 1,
)
"""


def test_proved_at_some_sizes_says_which(tmp_path):
    path = tmp_path / "my_lemma.py"
    path.write_text(SQUARES)
    claim, sized = load(path), []
    for size in claim.sizes:
        sized.append((size, json.loads(json.dumps(found_at_size(claim, size, 20)[0]))))
        write(path, sealed(claim, content_of(claim, "my_lemma", None, sized)))
        record = _record(path)
        assert recheck(claim, "my_lemma").outcome == "confirmed"
        if size == 2:
            assert (record.evidence, record.proved, evidence(record)) == (Level.SCREENED, "n = 2", "proved (n = 2), screened")
            assert "1 proved at some sizes" in summary([record], 1.0, 1)
    assert (record.evidence, evidence(record)) == (Level.PROVED, "proved (n = 2, 3)")
    assert "1 proved at their sizes" in summary([record], 1.0, 1)


def test_every_command_and_page_has_the_same_words_for_a_proof_at_some_sizes(tmp_path, capsys):
    """And counts it by its other evidence."""
    path = tmp_path / "my_lemma.py"
    path.write_text(SQUARES)
    claim = load(path)
    write(path, sealed(claim, content_of(claim, "my_lemma", None, [(2, json.loads(json.dumps(found_at_size(claim, 2, 20)[0])))])))
    for command in ("certify", "check", "list"):
        assert _run(command, path) == 0 and "proved (n = 2), covered" in capsys.readouterr().out, command
    record = replace(_record(path), evidence=Level.EXACT_ON_SMALL, small_bound="size 2, 3, weight <= 12")
    one = Filed("my_lemma", path, claim)
    section = appendix([entry_of(one, replace(record, proved=""))])
    assert "proved (n = 2), exact on small &" in section and "all real parameters, size 2; size 2, 3, weight" in section
    assert re.search(r"^exact on small & .* & 1 ", section, re.M) and not re.search(r"^proved & ", section, re.M)
    shown = one_page([one], [record])
    assert '<span class="badge">exact on small</span> <i>proved (n = 2)</i>' in shown
    assert "Proved (n = 2). Elsewhere: every instance up to a weight was decided exactly" in shown


# The second look at certificates


def _certificate(claim, raw, size):
    verdict = judge(claim, raw, size)
    level = Level.EXACT_ON_SMALL if verdict.outcome == Outcome.HOLDS else Level.REFUTED
    instances = {"tightest" if verdict.outcome == Outcome.HOLDS else "smallest": verdict}
    return Certificate("my_lemma", fingerprint(claim), verdict.outcome, level, {}, (), instances, {}, (), ())


@pytest.fixture
def instance(lemma):
    claim = load(lemma)
    size = claim.sizes[0]
    return claim, {"p": [3, 1], "q": [1, 3], "level": 2}, size


def test_the_kernel_confirms_an_instance(instance):
    claim, *where = instance
    assert second_look(claim, "my_lemma", _certificate(claim, *where)).outcome == "confirmed"


def test_the_kernel_confirms_an_instance_of_a_lower_bound(instance):
    """Its sides are exchanged to be read, and a certificate has them as the claim does."""
    claim, *where = instance
    turned = replace(claim, lhs=claim.rhs, rhs=claim.lhs, relation=">=")
    seen = second_look(turned, "my_lemma", _certificate(turned, *where))
    assert (seen.outcome, seen.problems) == ("confirmed", ())


@pytest.mark.parametrize("bug", ["judge", "logarithm", "sum"])
def test_a_bug_in_the_judge_or_in_numbers_does_not_go_unseen(instance, monkeypatch, bug):
    """What was certified with a planted bug is confirmed by the buggy judge itself, and contradicted by the kernel."""
    claim, *where = instance
    with monkeypatch.context() as patch:
        if bug == "judge":
            patch.setattr(judging, "related", lambda relation, left, right: left > right)
        elif bug == "logarithm":
            log = exact.log
            patch.setattr(exact, "log", lambda x: exact.multiply(log(x), exact.constant(2)))
        else:
            total = exact.sum
            patch.setattr(exact, "sum", lambda x, axis: exact.multiply(total(x, axis), exact.constant(2)))
        certificate = _certificate(claim, *where)
        seen = second_look(claim, "my_lemma", certificate)
    assert seen.outcome == "contradicted" and seen.problems


def test_numbers_outside_of_the_space_are_no_instance(instance):
    claim, raw, size = instance
    certificate = _certificate(claim, dict(raw), size)
    stored = certificate.instances["tightest"]
    stored.raw["level"] = 999
    assert second_look(claim, "my_lemma", certificate).outcome == "contradicted"


def test_the_fractions_of_an_instance():
    space = Space(p=Simplex(2), t=Table((2,), 0, 5))
    at = point(space, {"p": [1, 3], "t": [2, 1, 6]})
    assert {name: str(number) for name, number in at.items()} == {"p_0": "1/4", "p_1": "3/4", "t_0": "1/2", "t_1": "3"}


@pytest.mark.parametrize("command", ["check", "recheck", "list"])
def test_the_kernel_is_imported_only_where_there_are_proofs(command, tmp_path, monkeypatch):
    few = replace(DEPTHS["certify"], screen=100, floor=200, property=5, attack=300, gradients=0, boxes=0, built=0)
    monkeypatch.setitem(DEPTHS, "certify", few)
    path = tmp_path / "plain.py"
    path.write_text(
        "from theory_lab.claims import Claim, Ratio, Source, Space\n"
        "CLAIM = Claim('x', Source('a note', 'Lemma'), Space(x=Ratio(0, 1)), lambda i: i.x * i.x, lambda i: i.x)\n",
        encoding="utf-8",
    )
    certify(load(path), "plain", certificate_path(path))
    code = (
        "import sys\nfrom theory_lab.cli import main\ntry:\n    main(sys.argv[1:])\n"
        "finally:\n    print('kernel' if 'theory_lab.proofs.kernel' in sys.modules else 'none', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, command, str(path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0 and done.stderr.split()[-1] == "none", done.stderr
    proofs_path(path).parent.mkdir()
    proofs_path(path).write_text("{}", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code, command, str(path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.stderr.split()[-1] == "kernel", done.stderr


def test_recheck_by_the_kernel_alone(capsys):
    names = ("decision_making.refuted.terminal_value_one", "decision_making.needle_minimax_eq", "alignment.hacking_instance")
    assert _run("recheck", "--kernel", *names) == 0
    out = capsys.readouterr().out
    assert "confirmed decision_making.refuted.terminal_value_one, 2 instances" in out
    assert "a certificate of a claim of kind 'value' without an instance" in out
    assert "confirmed alignment.hacking_instance, 1 instance" in out  # whose sides have 40,000 digits
    assert "3 certificates: 2 confirmed, 1 untraced" in out


def test_recheck_of_certificates_alone(lemma, capsys):
    assert _run("recheck", "--most", "5", "--no-proofs", "decision_making.two_tv_sq_le_kl") == 0
    assert capsys.readouterr().out.splitlines()[-1].strip() == "1 certificate: 1 in part"
    assert _run("recheck", lemma) == 0 and _run("recheck", "--no-proofs", lemma) == 2
    assert "none of these claims has a certificate" in " ".join(capsys.readouterr().err.replace("│", " ").split())
