"""The pages that are read off the code say what the code says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.shipped import all_shipped, shipped
from theory_lab.claims import registry
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.audit.library import TRUSTED
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.proofs.evidence.records import with_proofs
from theory_lab.report.headlines import folders, headlines
from theory_lab.report.labels import labels
from theory_lab.report.library import _call
from theory_lab.report.pages import FOLDER, pages, write
from theory_lab.report.papers import own_references
from theory_lab.report.table import summary


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """All pages, by their names."""
    return pages(all_shipped())


def test_the_pages_are_current(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run: python -m theory_lab.report.pages"


def test_labels_are_in_numerical_order() -> None:
    text = (FOLDER / "labels.md").read_text(encoding="utf-8")
    assert text.index("Proposition D.2 ") < text.index("Proposition D.10")


def test_the_map_names_public_functions_and_only_those(texts: dict[str, str]) -> None:
    text = texts["library.md"]
    assert "| `divergences` | Divergences between laws. | `" in text
    assert "`total_variation(p, q)`" in text and "`Simplex`" in text and "`_" not in text and "|  |" not in text


def test_the_map_tells_the_arguments_of_functions_of_objects(texts: dict[str, str]) -> None:
    text = texts["library.md"]
    assert "`coverage(p, q, level" in text and "`optimal_values(" in text and "`load`" in text
    called = ast.parse("def f(a, b, *c, d, e=1, g=2): pass\ndef h(a=1): pass\ndef k(*, x): pass").body
    shown = [_call(one) for one in called if isinstance(one, ast.FunctionDef)]
    assert shown == ["f(a, b, *c, d=[, e=, g=])", "h([a])", "k(x=)"]


def test_the_trusted_base_counts_what_decides(texts: dict[str, str]) -> None:
    text = texts["trusted_base.md"]
    assert "| What decides a claim at an instance" in text and "### theory_lab/claims/verdicts" in text
    assert "search/` |" not in text and "checks/` |" not in text


def test_the_trusted_base_says_which_words_rest_on_the_code_of_checks(texts: dict[str, str]) -> None:
    """All rows of certificates, whose words a recheck does not derive, and the size of that code."""
    text = texts["trusted_base.md"]
    part = text[text.index("**A `check` rests on") : text.index("The rest of this project")]
    rows = {re.split("[ ,]", name)[0] for one in all_shipped() if one.certificate for name, _ in one.certificate.details}
    assert {"sharpened", "tight", "without", "cover"} <= rows
    assert {f"`{name}`" for name in rows} <= set(re.findall("`[^`]+`", part))
    files = sorted((FOLDER.parent / "theory_lab" / "claims" / "checks").rglob("*.py"))
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
    assert f"({len(files)} files, {lines:,} lines" in part


def test_the_trusted_base_names_every_formula_that_goes_through_floats(texts: dict[str, str]) -> None:
    """Those outside of numbers, of what decides and of what only searches."""
    text = texts["trusted_base.md"]
    part = text[text.index("**Floats enter a side") : text.index("## The folders, file by file")]
    named = {name.rpartition("/")[2] for name in re.findall("`([^`]+)`", part)}
    root = FOLDER.parent
    guessing = [
        path.relative_to(root)
        for folder in ("theory_lab", "proofs_check")
        for path in sorted((root / folder).rglob("*.py"))
        if "guessing()" in path.read_text(encoding="utf-8")
    ]
    formulas = [
        path for path in guessing if path.parts[:2] not in {("theory_lab", name) for name in ("numbers", "claims", "conjectures")}
    ]
    assert len(formulas) > 10 and {path.stem for path in formulas} <= named


def test_a_recheck_takes_of_the_code_of_checks_what_hands_out_and_what_shows() -> None:
    """In a process that rechecks a certificate, and that no check ran in."""
    code = (
        "import sys; from theory_lab.cli import main\n"
        "try: main(['recheck', 'speculative_decoding.acceptance_eq_overlap', '--most', '1', '--no-proofs', '--workers', '1'])\n"
        "except SystemExit: pass\n"
        "print(*(name for name in sys.modules if name.startswith('theory_lab.claims.checks.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "in part" in done.stdout
    assert sorted(done.stdout.splitlines()[-1].split()) == [
        f"theory_lab.claims.checks.{name}" for name in ("readings", "rechecks")
    ]


def test_all_code_that_the_page_lists_for_verdicts_is_in_the_hash_of_trusted_code(texts: dict[str, str]) -> None:
    verdicts, _, _ = texts["trusted_base.md"].partition("## What a proof rests on")
    listed = set(re.findall(r"^\| `theory_lab/(\S+\.py)`", verdicts, re.MULTILINE)) - {"__init__.py"}
    assert len(listed) > 8 and all(any(name == place or name.startswith(f"{place}/") for place in TRUSTED) for name in listed)


def test_a_check_and_the_page_count_proofs_alike(texts: dict[str, str]) -> None:
    """A proof with one entry of the size left free is one for all sizes in both."""
    holding = [one for one in all_shipped() if one.claim.expect == Outcome.HOLDS]
    new = (Record(one.name, "", "", "derived", Outcome.HOLDS, Outcome.HOLDS, evidence=Level.SCREENED) for one in holding)
    proved = [record for record in map(with_proofs, new, holding) if record.proved]
    verified = [replace(record, proved_stored=False) for record in proved]  # the page takes each file at its word
    numbers = r"(\d+) for all sizes, (\d+) at each of\s+their sizes, (\d+) at some of them"
    for_all, whole, part = re.search(numbers, texts["proved.md"]).groups()
    said = f"({for_all} proved for all n, {whole} proved at their sizes, {part} proved at some sizes)"
    assert said in summary(verified, 1.0, len(verified))
    assert any("n = (" in record.proved and record.proved.startswith("all n") for record in verified)


def test_pages_are_written(tmp_path: Path, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theory_lab.report.pages.pages", lambda found: texts)  # made once for all tests
    write(all_shipped(), tmp_path)
    names = (path for path in tmp_path.rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in names} == texts


def test_no_headline_stands_on_weak_claims_alone() -> None:
    for folder in folders(registry.default_root()):
        for headline in headlines(folder):
            assert not all(shipped(f"{folder.name}.{name}").claim.weak for name in headline.claims), headline.theorem


def test_headlines_have_a_row_for_each_claim_and_their_constants(texts: dict[str, str]) -> None:
    text = texts["headlines.md"]
    for folder in folders(registry.default_root()):
        assert all(f"| `{name}` |" in text for headline in headlines(folder) for name in headline.claims)
    assert "| `near_twin_constant` |" in text and "0.9111 to 0.9169 |" in text


def test_labels_are_by_source_and_in_the_order_of_the_paper(texts: dict[str, str]) -> None:
    text = texts["labels.md"]
    assert "## The Coverage Principle (arXiv:2510.15020)" in text and "| label | reference | known |" in text
    assert text.index("| Proposition 3.1 | 2510.15020 |") < text.index("| Theorem 4.2 with the constant 1 (")


def test_labels_say_how_a_wording_is_read(texts: dict[str, str]) -> None:
    text = texts["labels.md"]
    assert "| Proposition 5.1, lower bound, from every start (the statement does not say from which start) | 2510.15020 |" in text
    assert "| equation (67), as an identity; equation (67) | 2510.15020 |" in text


def test_labels_are_told_apart_and_are_no_references() -> None:
    sources = [one.claim.source for one in all_shipped()]
    named = Counter((source.reference, source.label, source.reading) for source in sources)
    assert [name for name, claims in named.items() if claims > 1] == []
    assert [source.also for source in sources if any("arXiv:" in label for label in source.also)] == []


def test_best_constants_are_nobodys_statement() -> None:
    known = {one.name: one.claim.source.status for one in all_shipped() if "best constant" in one.claim.source.label}
    assert len(known) > 20 and set(known.values()) == {"derived"}, known


def test_sections_of_one_claim_say_so() -> None:
    one = shipped("coverage_principle.likelihood_quantile_eq")
    assert "\n1 claim.\n" in labels([one]) and "\n2 claims.\n" in labels([one, one])


def test_a_headline_names_the_constant_of_its_own_claim(tmp_path: Path) -> None:
    text = '[[headline]]\ntheorem = "T"\nchecked = "c"\nclaims = ["a"]\nconstant = "b"\n'
    (tmp_path / "headlines.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="b is not among"):
        headlines(tmp_path)
    assert headlines(tmp_path / "elsewhere") == ()


def test_the_source_of_a_page_is_that_of_more_than_half_of_its_claims() -> None:
    pairs = [("paper", "A"), ("paper", "B"), ("paper", "A"), ("even", "A"), ("even", "B"), ("one", "C")]
    assert own_references(pairs) == {"paper": "A", "one": "C"} and own_references([]) == {}
