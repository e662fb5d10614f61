"""Records: valid JSON, escaped HTML, LaTeX that can be pasted."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.outcomes import Level

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
