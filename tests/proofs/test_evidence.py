"""Proofs as evidence: shown under the rule of certificates, verified by the kernel, and never of what is refuted."""

import json
import re
from pathlib import Path

import pytest

from theory_lab.claims import Simplex, Space
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.spaces.table import Table
from theory_lab.claims.verdicts import judge as judging
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.cli import main
from theory_lab.numbers.arithmetics import exact
from theory_lab.proofs.evidence import files
from theory_lab.proofs.evidence.extremes import point, second_look
from theory_lab.proofs.evidence.files import found, proofs_path, sealed, write
from theory_lab.proofs.prover import prove

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


def _record(path, out, code=0):
    assert _run("check", path, "--json", out) == code
    return json.loads(out.read_text())[0]


def _edited(path, **changes):
    place = proofs_path(path)
    place.write_text(json.dumps(json.loads(place.read_text()) | changes))


def test_a_proof_is_shown_by_check_and_list(lemma, tmp_path, capsys):
    record = _record(lemma, tmp_path / "out.json")
    assert (record["evidence"], record["proved"], record["proved_stored"]) == (Level.PROVED, "all n", False)
    out = capsys.readouterr().out
    assert "holds as expected, proved (all n)" in out and "1 hold (1 proved for all n)" in out
    assert _run("list", lemma) == 0 and "proved (all n)" in capsys.readouterr().out


def test_the_kernel_runs_at_a_recheck(lemma, capsys):
    assert _run("recheck", lemma) == 0
    out = capsys.readouterr().out
    assert "confirmed my_lemma, proved (all n)" in out and "1 proof: 1 confirmed" in out


def test_what_another_kernel_accepted_is_stored_until_a_recheck(lemma, tmp_path, capsys, monkeypatch):
    kept = proofs_path(lemma).read_text()
    library = json.loads(kept)["library"]
    _edited(lemma, library=library | {"trusted": "0" * 64})
    record = _record(lemma, tmp_path / "out.json")
    assert record["proved_stored"]
    out = capsys.readouterr().out
    assert "proved (all n) (stored)" in out and "1 claim with proofs to recheck" in out and "proved for all n" not in out
    assert _run("recheck", lemma) == 0 and proofs_path(lemma).read_text() == kept
    capsys.readouterr()
    assert _run("check", lemma) == 0 and "stored" not in capsys.readouterr().out


def test_every_file_of_the_kernel_is_hashed():
    root = Path(files.__file__).parents[2]
    hashed = {place for name in files.KERNEL for place in [root / name, *(root / name).rglob("*.py")] if place.is_file()}
    used = {root / "proofs" / f"{name}.py" for name in ("terms", "symbols", "statements", "separate", "theorems")}
    assert hashed == used | set((root / "proofs" / "kernel").glob("*.py"))


def test_a_proof_that_the_kernel_does_not_accept_is_contradicted(lemma, tmp_path, capsys):
    content = json.loads(proofs_path(lemma).read_text())
    content["all_sizes"][0]["lemmas"] = []
    write(lemma, sealed(load(lemma), content))  # whoever means to deceive can make hashes fit
    assert _run("recheck", lemma) == 1
    out = capsys.readouterr().out
    assert "contradicted my_lemma, proved (all n)" in out and "the kernel does not accept it" in out


def test_an_edited_proof_is_stored_and_contradicted(lemma, tmp_path, capsys):
    _edited(lemma, sizes=[{"size": 2, "proofs": []}])
    assert _record(lemma, tmp_path / "out.json")["proved_stored"]
    assert _run("recheck", lemma) == 1 and "edited since they were last verified" in capsys.readouterr().out


def test_proofs_of_a_changed_claim_are_stale(lemma, tmp_path, capsys):
    lemma.write_text(lemma.read_text().replace("Whole(2, 20)", "Whole(2, 21)"))
    record = _record(lemma, tmp_path / "out.json", 1)
    assert record["proved"] == "" and record["evidence"] != Level.PROVED
    assert record["problems"] == ["the proofs are stale: the claim's file changed since it was proved; run theory-lab prove"]
    capsys.readouterr()
    assert _run("list", lemma) == 0 and "(stale proofs)" in capsys.readouterr().out
    assert _run("recheck", lemma) == 1 and "stale" in capsys.readouterr().out


CORRUPT = (
    "", "[]", "{", '{"format": 1}', "null", '{"format": 2}', "[" * 100_000,
    {"claim": "another"}, {"statement": "0 = 1"}, {"sizes": 3}, {"sizes": [{"size": 99, "proofs": []}]}, {"more": 1},
    {"sizes": [{"size": 2, "proofs": []}, {"size": 2, "proofs": []}]}, {"library": 3}, {"library": {"trusted": 1}},
)  # fmt: skip


@pytest.mark.parametrize("corrupt", CORRUPT, ids=range(len(CORRUPT)))
def test_corrupt_proofs_concern_their_own_claim(lemma, corrupt, tmp_path, capsys):
    if isinstance(corrupt, dict):
        _edited(lemma, **corrupt)
    else:
        proofs_path(lemma).write_text(corrupt)
    other = tmp_path / "other.py"
    other.write_text(lemma.read_text())
    assert _run("check", lemma, other, "--json", tmp_path / "out.json") == 1
    first, second = json.loads((tmp_path / "out.json").read_text())
    (problem,) = first["problems"]
    assert "my_lemma.json" in problem and len(problem) < 600 and "\n" not in problem
    assert (first["outcome"], first["proved"], second["problems"]) == ("holds", "", [])
    capsys.readouterr()
    assert _run("recheck", lemma) == 1 and "corrupt" in capsys.readouterr().out


def test_what_is_refuted_is_never_proved(lemma, tmp_path, capsys):
    """The statement is true and its proof good; it is the claim that expects it to fail."""
    content = json.loads(proofs_path(lemma).read_text())
    text = re.sub(r"sharpened=.*\n", "", lemma.read_text()).replace("tight_at", "notes")
    lemma.write_text(text.replace("CLAIM = Claim(", 'CLAIM = Claim(\n    expect="fails", falls="constant",'))
    claim = load(lemma)
    write(lemma, sealed(claim, content | {"digest": fingerprint(claim)}))
    record = _record(lemma, tmp_path / "out.json", 1)
    assert record["proved"] == "" and any("it is refuted" in problem for problem in record["problems"])
    capsys.readouterr()
    assert _run("recheck", lemma) == 1 and "contradicted" in capsys.readouterr().out


def test_proved_at_some_sizes_says_which(lemma, proved, tmp_path, capsys):
    from theory_lab.proofs.prover import found_at_size
    from theory_lab.proofs.theorems import content_of

    claim = load(lemma)
    proofs, _ = found_at_size(claim, claim.sizes[0], 20)
    assert len(claim.sizes) > 1 and proofs is not None
    content = content_of(claim, "my_lemma", None, [(claim.sizes[0], json.loads(json.dumps(proofs)))])
    write(lemma, sealed(claim, content))
    record = _record(lemma, tmp_path / "out.json")
    assert (record["evidence"], record["proved"]) == (Level.SCREENED, f"n = {claim.sizes[0]}")
    out = capsys.readouterr().out
    assert f"proved (n = {claim.sizes[0]}), screened" in out and "1 proved at some sizes" in out
    assert _run("recheck", lemma) == 0


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
    raw = {"p": [3, 1, *[0] * (size - 2)], "q": [1, 3, *[0] * (size - 2)], "N": 2}
    return claim, {name: raw[name] for name in claim.space_at(size).fields}, size


def test_the_kernel_confirms_an_instance(instance):
    claim, *where = instance
    assert second_look(claim, "my_lemma", _certificate(claim, *where)).outcome == "confirmed"


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
    certificate = _certificate(claim, raw | {"N": 2}, size)
    stored = certificate.instances["tightest"]
    stored.raw["N"] = 999
    assert second_look(claim, "my_lemma", certificate).outcome == "contradicted"


def test_the_fractions_of_an_instance():
    space = Space(p=Simplex(2), t=Table((2,), 0, 5))
    at = point(space, {"p": [1, 3], "t": [2, 1, 6]})
    assert {name: str(number) for name, number in at.items()} == {"p_0": "1/4", "p_1": "3/4", "t_0": "1/2", "t_1": "3"}


def test_recheck_by_the_kernel_alone(lemma, capsys):
    assert _run("certify", lemma) == 0
    capsys.readouterr()
    assert _run("recheck", "--kernel", lemma) == 0
    out = capsys.readouterr().out
    assert re.search(r"(confirmed|in part) +my_lemma, \d instances?", out) and "1 proof: 1 confirmed" in out
    assert found(load(lemma)) is not None
