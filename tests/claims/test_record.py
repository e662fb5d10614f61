"""Records: valid JSON, escaped HTML, LaTeX that can be pasted."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.measures.divergences import kl
from theory_lab.report.counterexamples import cases

REFUTED = Record(
    id="coverage.refuted.le_tv",
    statement=r"P(p) \le \frac12",
    source="arXiv:1 & <b>",
    status="printed",
    expect="fails",
    outcome="fails",
    label="Lemma 1_2",
    worst_ratio="3/2",
    witness={"p": [1, 2], "level": 3},
    witness_values={"p": ["1/3", "2/3"], "level": "3"},
    lhs="-2/3",
    rhs="log(3)/2 = 0.549306...",
    details=(("step 1", "<&>"),),
)
CONTRACT = [
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
]


def test_json_has_the_contract_fields_first_and_survives_a_round_trip():
    written = REFUTED.to_json()
    assert list(written)[: len(CONTRACT)] == CONTRACT
    assert set(written["counts"]) == {"screened", "small", "property", "attacked", "vacuous", "undecided"}
    assert json.loads(json.dumps(written, allow_nan=False)) == written


def test_json_is_valid_whatever_the_values():
    odd = replace(
        REFUTED,
        seconds=float("inf"),
        witness={"p": (Fraction(1, 3), float("nan"))},
        details=(("a", "\ud800"),),
    )
    written = odd.to_json()
    assert written["seconds"] == "inf" and written["witness"] == {"p": ["1/3", "nan"]}
    json.dumps(written, allow_nan=False, ensure_ascii=False).encode("utf-8")


def test_a_record_without_problems_is_ok():
    assert REFUTED.ok and not replace(REFUTED, problems=("undecided",)).ok
    assert str(replace(REFUTED, problems=("loose",))) == "coverage.refuted.le_tv: fails (stated, worst ratio 3/2); loose"


def test_the_level_tells_what_is_covered_at_some_sizes():
    some = replace(REFUTED, evidence=Level.EXACT_ON_SMALL, covered="n = 2")
    assert some.level == "covered (n = 2), exact on small"
    assert replace(some, stored=True).level == "covered (n = 2), exact on small (stored)"
    assert replace(some, proved="n = 2, 3").level == "proved (n = 2, 3), covered (n = 2), exact on small"
    for whole in (Level.COVERED, Level.PROVED, Level.SCREENED):
        assert replace(some, evidence=whole).level == whole


def test_the_level_tells_the_constant_that_it_is_about():
    constant = {"name": "c", "survives": "51/64", "refuted": "815/1024"}
    one = replace(REFUTED, outcome="holds", evidence=Level.EXACT_ON_SMALL, covered="n = 2", constant=constant)
    assert one.level == "covered (n = 2), exact on small at c = 51/64 (815/1024 is refuted)"
    assert Record.from_json(one.to_json()).level == one.level
    assert replace(one, evidence=Level.REFUTED).level == "refuted exactly at c = 51/64"
    assert replace(one, evidence=f"{Level.STATED} (stale certificate)").level == "stated (stale certificate)"
    long = {**constant, "survives": "1050113/8388608", "refuted": "1"}
    assert replace(one, covered="", constant=long).level == "exact on small at c = 0.125183..."


def test_html_escapes_everything():
    page = REFUTED._repr_html_()
    assert "<b>" not in page and "&lt;b&gt;" in page and "&lt;&amp;&gt;" in page
    assert "(1/3, 2/3)" in page and "level = 3" in page


def test_latex_states_the_counterexample():
    assert REFUTED.latex().splitlines() == [
        r"\paragraph{Counterexample (arXiv:1 \& \textless{}b\textgreater{}, Lemma 1\_2).}",
        "The statement",
        r"\[ P(p) \le \frac12 \]",
        r"fails at $p = (\tfrac{1}{3}, \tfrac{2}{3})$, $\mathit{level} = 3$: left side $-\tfrac{2}{3}$, "
        r"right side $\log 3/2 \approx 0.549306\ldots$.",
    ]
    assert r"$\infty$" in replace(REFUTED, rhs="inf").latex()
    with pytest.raises(ValueError, match="only a refuted claim"):
        replace(REFUTED, outcome="holds").latex()


def test_a_side_without_a_digit_is_worked_out_again_where_the_claim_may_run() -> None:
    """With 64 bits the divergence lies between 0 and 1.1e-19, above 1e-34; nobody would see that from ``0 +/- 1.09e-19``."""
    claim = Claim("KL <= 0", Source("a", "b"), Space(p=Simplex(2), q=Simplex(2)), lhs=lambda i: kl(i.p, i.q), rhs=lambda i: 0)
    raw = {"p": [1, 0], "q": [2**64, 1]}
    verdict = Verdict(Outcome.FAILS, raw, lhs="0 +/- 1.09e-19", rhs="0")
    examination = Examination(outcome=Outcome.FAILS, findings=Findings(failures=(verdict,)))
    assert recorded(claim, "a", examination, 0.0).lhs == verdict.lhs
    again = recorded(claim, "a", examination, 0.0, anew=True)
    assert again.lhs == again.worst_lhs == "-log(18446744073709551616) + log(18446744073709551617) = 5.4210108624e-20"
    assert (again.rhs, again.worst_rhs) == ("0", "0")
    seen = Verdict(Outcome.FAILS, raw, lhs="2.1391365e-14 +/- 1.8e-25", rhs="2.1391e-14 +/- 5.01e-19")  # they overlap as written
    examination = Examination(outcome=Outcome.FAILS, findings=Findings(failures=(seen,)))
    assert recorded(claim, "a", examination, 0.0, anew=True).lhs == again.lhs
    apart = replace(examination, findings=Findings(failures=(replace(seen, lhs="2.2e-14 +/- 1.8e-25"),)))
    assert recorded(claim, "a", apart, 0.0, anew=True).lhs == "2.2e-14 +/- 1.8e-25"


def test_fields_are_in_the_order_of_the_claim_also_from_a_certificate():
    """Which is sorted by name, as JSON of the same content should be the same."""
    space = Space(q=Simplex(2), p=Simplex(2))
    claim = Claim("a", Source("a", "b"), space, lhs=lambda i: i.p[0], rhs=lambda i: i.q[0])
    verdict = Verdict(Outcome.FAILS, {"p": [1, 0], "q": [0, 1]}, lhs="1", rhs="0")
    record = recorded(claim, "a", Examination(outcome=Outcome.FAILS, findings=Findings(failures=(verdict,))), 0.0)
    assert list(record.witness or ()) == list(record.worst_witness or ()) == ["q", "p"]
    assert [field.name for case in cases(record) for field in case.fields] == ["q", "p"]
