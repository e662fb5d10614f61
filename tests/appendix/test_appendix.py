"""The appendix: what it says of each claim, and that a TeX compiles it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.certified import with_certificate
from tests.shipped import CLAIMS, shipped
from theory_lab.appendix.document import APPENDIX, STANDALONE, appendix, write
from theory_lab.appendix.entries import Entry, entry, entry_of
from theory_lab.appendix.typesetting import number, statement, values, words
from theory_lab.claims.checks.certified import certified
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.certificates import Filed, filed
from theory_lab.cli import main
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.files import write as write_proofs
from theory_lab.proofs.prover import prove
from theory_lab.proofs.theorems import Theorem
from theory_lab.report.counterexamples import account
from theory_lab.site.one_page import page as one_page

PAPERS = ("alignment", "backtracking", "coverage_principle", "decision_making")


def compiled(folder: Path) -> str:
    """What TeX says of the standalone document in a folder, which must compile without an error."""
    if shutil.which("pdflatex") is None:
        if os.environ.get("THEORY_LAB_TEX") == "required":
            pytest.fail("there is no pdflatex, and THEORY_LAB_TEX requires one")
        pytest.skip("there is no pdflatex; apt-get install texlive-latex-base")
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", STANDALONE]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="latin-1", stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert (folder / STANDALONE).with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    return done.stdout


def as_stored(one: Filed) -> Entry | None:
    """The entry of a shipped claim with what its proofs say that they prove: ``tests/proofs`` has the kernel go through them."""
    record, proofs = certified(one), found(one.claim)
    theorem = proofs.theorem if isinstance(proofs, Proofs) else Theorem(False, ())
    return None if record is None else Entry(record, theorem, one.claim.relation)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_appendix_of_each_paper_compiles(paper: str, tmp_path: Path) -> None:
    """Every shipped statement goes through TeX, read off its certificate where that is valid."""
    names = [name for name, _ in CLAIMS if name.startswith(f"{paper}.")]
    entries = [read for name in names if (read := as_stored(shipped(name))) is not None]
    assert len(entries) > len(names) // 2
    write(tmp_path, entries)
    assert "Undefined control sequence" not in compiled(tmp_path)


def test_a_hostile_claim_compiles(claim_file, tmp_path: Path) -> None:
    text = (claim_file("wrong").read_text(encoding="utf-8")).replace(
        r'statement=r"p_1 \le \tfrac12"', r'statement=r"\frac{1}{2 \le p_1} } 50% of $x$ & #1"'
    )
    one = filed("hostile_{}_$&%#~^", claim_file("", "hostile", text.replace('"Lemma 2"', '"Lemma_2 & {x} ≤ 50% # ~ ^ \\\\ $"')))
    written = write(tmp_path, [entry_of(one, check(one.claim, one.name))]).read_text(encoding="utf-8")
    assert r"\texttt{" in written
    compiled(tmp_path)


def test_a_refuted_claim_is_worked_out(claim_file) -> None:
    one = filed("refuted", claim_file("refuted"))
    text = appendix([entry_of(one, check(one.claim, one.name))])
    assert r"\subsection{Counterexamples}" in text
    assert r"p = (1, 0)" in text or r"p = (\tfrac{2}{3}, \tfrac{1}{3})" in text
    assert r"the right side is $\tfrac{1}{2}$" in text
    assert "refuted exactly" in text and "one instance suffices" in text


def test_a_counterexample_is_told_whole_with_its_size(claim_file, tmp_path: Path) -> None:
    """Or nobody could verify it; a long field has lines of its own."""
    text = claim_file("wrong").read_text(encoding="utf-8")
    text = text.replace("Space(p=Simplex(2))", "lambda n: Space(p=Simplex(n)),\n    sizes=(20,)")
    one = filed("long", claim_file("long", text=text))
    record = check(one.claim, one.name)
    written = appendix([entry_of(one, record)])
    assert "size $20$," in written and r"\ldots" not in written
    (line,) = {line for line in written.splitlines() if line.startswith(r"\par $p = ")}
    assert line.count(",") == 19
    write(tmp_path, [entry_of(one, record)])
    assert "Overfull" not in compiled(tmp_path)


def test_a_statement_names_its_source_where_there_are_several(claim_file) -> None:
    holds, wrong = (filed(kind, claim_file(kind)) for kind in ("holds", "wrong"))
    entries = [entry_of(one, check(one.claim, one.name)) for one in (holds, wrong)]
    assert "a note, " not in appendix(entries)
    other = replace(entries[1], record=replace(entries[1].record, source="another paper"))
    assert r"\raggedright another paper, Lemma 2" in appendix([entries[0], other])
    assert r"\raggedright a note, Lemma 1" in appendix([entries[0], other])


def test_a_certificate_and_a_proof_are_read(claim_file) -> None:
    path = claim_file("holds")
    assert entry(filed("holds", path)) is None
    with_certificate(path)
    read = entry(filed("holds", path))
    assert read is not None and read.record.evidence in ("exact on small", "covered") and not read.theorem.is_proved
    assert "weight" in read.record.small_bound and "one instance" not in appendix([read])
    attempt = prove(path, "holds", 20.0)
    assert attempt.content is not None
    write_proofs(path, attempt.content)
    proved = entry(filed("holds", path))
    assert proved is not None and proved.theorem.is_proved
    assert "verified by a kernel" in appendix([proved])
    path.write_text(path.read_text(encoding="utf-8").replace("rhs=lambda i: i.x,", "rhs=lambda i: 2 * i.x,"), encoding="utf-8")
    assert entry(filed("holds", path)) is None


def test_the_command_checks_what_has_no_certificate(claim_file, tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["appendix", str(claim_file("holds")), str(claim_file("wrong")), "--out", str(tmp_path / "out")])
    assert ended.value.code == 1
    text = (tmp_path / "out" / APPENDIX).read_text(encoding="utf-8")
    assert "Lemma 1" in text and "Lemma 2" in text and "refuted exactly &" in text and "(is refuted)" not in text
    assert "screened" in text


def test_it_is_said_what_is_larger_at_the_worst_and_that_sides_differ_where_nobody_sees_it(claim_file) -> None:
    """A larger ratio may be a smaller difference."""
    one = filed("wrong", claim_file("wrong"))
    found = replace(
        check(one.claim, one.name), lhs="2.1391365193e-14 +/- 1.82e-25", rhs="2.1391e-14 +/- 5.01e-19", worst_ratio="1.003",
        worst_witness={"p": [9, 1]}, worst_values={"p": ["9/10", "1/10"]}, worst_lhs="0.9 +/- 1e-3", worst_rhs="1/2",
    )  # fmt: skip
    text = appendix([entry_of(one, found)])
    assert r"$2.1391 \cdot 10^{-14} \pm 5.01 \cdot 10^{-19}$ (the sides differ in digits that are not shown)." in text
    assert "The ratio of the sides is larger, $1.003$, at\n" in text and r"right side is $\tfrac{1}{2}$." in text
    assert account(found).count("the sides differ in digits that are not shown") == 1
    without_form = replace(one, claim=replace(one.claim, lhs=lambda i: i.p[0] / 0))  # enclosures stay as they are
    assert one_page([without_form], [found]).count("The sides differ in digits that are not shown.") == 1
    assert "The difference of the sides is larger at" in appendix([entry_of(one, replace(found, worst_ratio=None))])


@pytest.mark.parametrize(
    ("written", "typeset"),
    [
        ("3/8", r"\tfrac{3}{8}"),
        ("-3/8", r"-\tfrac{3}{8}"),
        ("12", "12"),
        ("0.2075 +/- 5.79e-13", r"0.2075 \pm 5.79 \cdot 10^{-13}"),
        ("log(3)/2 = 0.549", r"\text{log(3)/2} = 0.549"),
        ("inf", r"\infty"),
        ("1" + 40 * "0", r"\approx 1.000 \cdot 10^{40}"),
        (f"{10**30 + 1}/{3 * 10**30}", r"\approx 0.3333"),
        (f"1{'0' * 5000}/3{'0' * 4999}", r"\approx 3.333"),
        ("12345678901234/567890123456789", "12345678901234 / 567890123456789"),
    ],
)
def test_numbers(written: str, typeset: str) -> None:
    assert number(written) == typeset


def test_words_and_values() -> None:
    assert words("50% of a_b <= {x}") == r"50\% of a\_b $\le$ \{x\}"
    assert words("without 'its hypothesis': Renyi's bound fails") == "without `its hypothesis': Renyi's bound fails"
    assert values(["1/2", ["1", "2"]]) == r"(\tfrac{1}{2}, (1, 2))"
    assert values(["1"] * 20).count("1") == 20 and values(["1"] * 20).count(r",\allowbreak ") == 19
    assert statement(r"a \{ b") == r"a \{ b"
    assert statement("a } b {") == r"\texttt{a \} b \{}"
