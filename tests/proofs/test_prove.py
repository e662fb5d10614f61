"""The command: the lemma of the README is proved for all sizes, and an open goal is told."""

import json
import re
import time
from pathlib import Path

import pytest

from theory_lab.claims.loading import load
from theory_lab.cli import main
from theory_lab.proofs import command
from theory_lab.proofs.evidence.files import sealed, write
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.prover import found_at_size, prove, proved
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.theorems import Rejected, Theorem, content_of, verified

README = Path(__file__).parents[2] / "README.md"


def _repaired():
    """The repaired lemma as a file of its own."""
    first, second = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)[:2]
    return first[: first.index("CLAIM")] + second


@pytest.fixture
def lemma(tmp_path):
    path = tmp_path / "my_lemma.py"
    path.write_text(_repaired(), encoding="utf-8")
    return path


def _run(*arguments):
    with pytest.raises(SystemExit) as exit_:
        main([*map(str, arguments)])
    return exit_.value.code


def test_the_repaired_lemma_is_proved_for_all_sizes_within_seconds(lemma):
    started = time.process_time()
    attempt = prove(lemma, "my_lemma", 20)
    assert attempt.theorem.all_sizes and str(attempt.theorem) == "proved (all n)"
    assert time.process_time() - started < 5


def test_the_command_writes_the_proof_beside_the_claim(lemma, tmp_path, capsys):
    assert _run("prove", lemma, "--seconds", "30", "--json", tmp_path / "out.json") == 0
    assert "proved (all n)" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text())[0]["all_sizes"]
    content = json.loads(proofs_path(lemma).read_text(encoding="utf-8"))
    assert verified(load(lemma), content).all_sizes
    lemma.write_text(lemma.read_text().replace("Whole(2, 20)", "Whole(2, 21)"))
    with pytest.raises(Rejected, match="changed"):
        verified(load(lemma), content)


def test_the_proof_is_told_in_words_and_in_latex(lemma, capsys):
    assert _run("prove", lemma, "--show") == 0
    said = capsys.readouterr().out
    for words in (
        "Let p, q be laws on any number of outcomes; 2 <= level <= 20.",
        "S0 is the sum over outcomes of p [p >= q level].",
        "Claim: S0 <= ",
        "write p = t q;",
        "divide by level t > 0;",
        "level t log(t) - level t log(level) - t + level)/(level t) increases in t:",
        "g' = (t - 1)/t^2 >= 0 for 2 <= level <= 20, level < t;",
        "it is at least g(t = level) = 0: equality there.",
        "follows from Lemma 1:",
        "take the factor level log(level) - level + 1;",
        "it is at least g(level = 2) = log(2) - 1/2 > 0.",
    ):
        assert words in said
    assert _run("prove", lemma, "--latex") == 0
    tex = capsys.readouterr().out.strip()
    assert tex.startswith(r"\begin{proof}") and tex.endswith(r"\end{proof}")
    assert tex.count("{") == tex.count("}") and tex.count("$") % 2 == 0 and r"g' = (t - 1)/t^{2} \ge 0" in tex


def test_a_false_lemma_stays_open_and_its_counterexample_is_told(lemma, capsys):
    lemma.write_text(
        lemma.read_text().replace("rhs=lambda i: kl", "rhs=lambda i: xp.ratio(9, 10) * kl").replace("tight_at", "notes")
    )
    assert _run("prove", lemma, "--seconds", "3") == 1
    said = capsys.readouterr().out
    assert "refuted" in said and "its check refutes it at size 2, p = (" in said and "0 open, 1 refuted" in said
    assert not proofs_path(lemma).exists()


def test_a_proof_at_single_sizes_is_not_told_and_the_command_says_so(tmp_path, capsys):
    path = tmp_path / "sums.py"
    path.write_text(
        "from theory_lab import numbers as xp\n"
        "from theory_lab.claims import Claim, Source, Space, Table\n"
        "CLAIM = Claim('s', Source('a', 'b'), Space(w=Table((2,), 1, 2)), lhs=lambda i: 0, rhs=lambda i: xp.sum(i.w))\n"
    )
    assert _run("prove", path, "--show") == 0
    said = capsys.readouterr().out
    assert "proved (as stated)" in said and "proofs at single sizes have many cases and are not printed" in said


def test_a_claim_that_cannot_be_loaded_is_refused_and_not_open(lemma, capsys):
    lemma.write_text(lemma.read_text().replace("p=Simplex(n)", "p=Simplx(n)"))
    assert _run("prove", lemma) == 2
    said = capsys.readouterr()
    assert "the space at size 2: name 'Simplx' is not defined" in said.err and "open" not in said.out


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"all_sizes": []}, {"all_sizes": [{}]}, {"sizes": [{"size": 9, "proofs": []}]}, {"all_sizes": 3}]
)
def test_a_file_of_proofs_that_is_not_whole_is_rejected(lemma, change):
    claim, content = load(lemma), prove(lemma, "my_lemma", 20).content
    with pytest.raises(Rejected):
        verified(claim, content | change)


def test_a_stored_proof_is_kept_where_the_search_finds_less(lemma):
    write(lemma, prove(lemma, "my_lemma", 20).content)
    assert prove(lemma, "my_lemma", 0).theorem.all_sizes
    lemma.write_text(lemma.read_text().replace("Whole(2, 20)", "Whole(2, 19)"))  # the proof goes through for the changed file too
    assert prove(lemma, "my_lemma", 0).theorem.all_sizes
    lemma.write_text(lemma.read_text().replace("rhs=lambda i: kl", "rhs=lambda i: xp.ratio(9, 10) * kl"))
    assert not prove(lemma, "my_lemma", 0).theorem.is_proved


def test_what_this_code_has_verified_goes_through_the_kernel_once(lemma, monkeypatch):
    write(lemma, prove(lemma, "my_lemma", 20).content)
    seen = []
    monkeypatch.setattr("theory_lab.proofs.prover.verified", lambda *told: seen.append(told) or verified(*told))
    assert prove(lemma, "my_lemma", 0).theorem.all_sizes and len(seen) == 1
    content = json.loads(proofs_path(lemma).read_text(encoding="utf-8"))
    write(lemma, content | {"library": None})
    assert prove(lemma, "my_lemma", 0).theorem.all_sizes and len(seen) == 3


def test_the_search_is_for_the_sizes_that_are_not_stored(lemma):
    text = lemma.read_text()
    lemma.write_text(text[: text.index("rhs=")] + "rhs=lambda i: 1,\n)\n")
    claim = load(lemma, spaces=False)
    write(lemma, sealed(claim, content_of(claim, "my_lemma", None, [(3, found_at_size(claim, 3, 20)[0])])))
    assert prove(lemma, "my_lemma", 0).theorem.sizes == (3,)
    pairs = lemma.read_text().replace("lambda n: Space", "lambda size: Space").replace("(n)", "(size[0])")
    lemma.write_text(pairs.replace("sizes=(2, 3, 4)", "sizes=((2, 1), (3, 1))"))
    write(lemma, prove(lemma, "my_lemma", 20).content)
    assert prove(lemma, "my_lemma", 0).theorem.reach == "all n, n = (N, 1)"
    lemma.write_text(text[: text.index("rhs=")] + "rhs=lambda i: 1,\n)\n")
    assert proved(claim, "my_lemma", 20).theorem.all_sizes and prove(lemma, "my_lemma", 20).theorem.all_sizes


def test_the_limit_is_of_the_processor():
    with limited(0.05):
        time.sleep(0.2)
    with pytest.raises(OutOfTime), limited(0.05):
        while True:
            pass


def test_proofs_for_every_tree_and_for_all_horizons_are_counted_apart():
    theorems = [Theorem(True, ()), Theorem(True, (), on_trees=True), Theorem(False, (), (((2, 3), 1),)), Theorem(False, (2,))]
    assert command.reaches(theorems) == "1 for all n, 1 for every tree, 1 for all horizons"
    assert command.reaches(theorems[3:]) == "0 for all n"


def test_a_folder_that_takes_no_proofs_is_told_before_the_search(lemma, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "run", lambda *_: pytest.fail("it searches"))
    (tmp_path / "proofs").write_text("a file in the place of the folder")
    assert _run("prove", lemma) == 2
    said = capsys.readouterr()
    assert said.out == "" and "cannot be written: " in said.err and len(said.err.strip().splitlines()) == 1


def test_a_folder_that_takes_no_proofs_any_more_loses_nothing_that_was_found(lemma, tmp_path, capsys, monkeypatch):
    searching = command.run

    def run(*arguments):
        (tmp_path / "proofs").write_text("a file in the place of the folder")
        return searching(*arguments)

    monkeypatch.setattr(command, "run", run)
    assert _run("prove", lemma, "--json", tmp_path / "found.json", "--show") == 2
    said = capsys.readouterr()
    assert "proved (all n)" in said.out and "Lemma 1." in said.out and "1 proved (1 for all n), 0 open" in said.out
    assert "could not be written: " in said.err and len(said.err.strip().splitlines()) == 1
    assert json.loads((tmp_path / "found.json").read_text())[0]["all_sizes"] is True
