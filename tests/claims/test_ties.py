"""Ties that no precision decides: they are collected, named, and a problem unless there is a reason for them."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest

from tests.test_cli import run
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Kernel, Ratio, Simplex, Source, Space
from theory_lab.claims.checks.check import attack, check
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.certificates import certificate_path
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import judge
from theory_lab.measures.divergences import renyi

SPACE = Space(x=Ratio(1, 2))


def deep(x):
    """The number 1, as a quotient of exponentials of nested roots, of which there is no form."""
    return xp.exp(xp.sqrt(1 + xp.sqrt(1 + x))) / xp.exp(xp.sqrt(1 + xp.sqrt(1 + x)))


def claim(**changes):
    parts = {
        "lhs": lambda i: deep(i.x) - (i.x - 1) * (2 - i.x) * (3 - 2 * i.x) ** 2,
        "rhs": lambda i: xp.exact(1),
    }
    return Claim("a", Source("b", "c"), SPACE, **(parts | changes))


def test_a_tie_has_both_sides_and_a_reason():
    verdict = judge(claim(), {"x": [3, 2]})
    assert verdict.is_tie and verdict.lhs and verdict.rhs == "1" and "1024 bits" in verdict.reason
    assert judge(claim(), {"x": [4, 3]}).outcome == "holds"


def test_the_search_goes_on_and_names_them():
    record = check(claim(), "ties")
    assert record.outcome == "holds but for ties" and record.evidence == "screened" and not record.ok
    (problem,) = record.problems
    assert problem.startswith("expected holds, found holds but for ties: 3 ties open at 1024 bits: at x = ")
    assert all(f"x = {x}" in problem for x in ("1", "2", "3/2")) and problem.endswith("or give the reason as ties=")
    assert record.attacked and record.counts["screened"] == 2_000


def test_with_a_reason_they_are_expected():
    record = check(claim(ties="the two sides are equal there"), "ties")
    assert record.ok and record.outcome == "holds but for ties"
    assert dict(record.details)["ties"].endswith("; the two sides are equal there")
    assert attack(claim(ties="equal"), "ties", seconds=0.5).ok


def test_a_failure_beside_ties_is_found():
    false = claim(rhs=lambda i: 1 - (i.x - 1) * (i.x - 1) / 100)
    assert check(false, "false").outcome == "fails"


def test_ties_everywhere_stay_undecided():
    assert check(claim(lhs=lambda i: deep(i.x)), "all").outcome == "undecided"


def test_an_open_hypothesis_is_no_tie():
    hazy = claim(lhs=lambda i: i.x, rhs=lambda i: i.x, given={"g": lambda i: deep(i.x) <= 1})
    verdict = judge(hazy, {"x": [3, 2]})
    assert verdict.outcome == "undecided" and not verdict.is_tie


TEXT = """
from tests.claims.test_ties import claim
CLAIM = claim({ties})
"""


@pytest.mark.parametrize("ties", ["", 'ties="equal there"'])
def test_a_certificate_of_ties(ties, tmp_path, capsys):
    path = tmp_path / "tied.py"
    path.write_text(TEXT.format(ties=ties))
    expected = 0 if ties else 1
    assert run("certify", path) == expected
    content = json.loads(certificate_path(path).read_text())
    assert (content["outcome"], content["evidence"]) == ("holds but for ties", "screened")
    assert run("recheck", path) == 0
    assert run("check", path) == expected
    assert "holds but for ties" in capsys.readouterr().out
    content["evidence"] = "exact on small"
    del content["library"]
    certificate_path(path).write_text(json.dumps(content))
    assert run("recheck", path) == 1


def affinity(p, q):
    return -xp.log(xp.sum(xp.sqrt(p * q)))


def about_laws(lhs, rhs, relation="=="):
    return Claim("a", Source("b", "c"), Space(p=Simplex(2), q=Simplex(2), K=Kernel(2, 2)), relation=relation, lhs=lhs, rhs=rhs)


HALF = Fraction(1, 2)
AFFINITY = {
    "symmetric": about_laws(lambda i: affinity(i.p, i.q), lambda i: affinity(i.q, i.p)),
    "in another order": about_laws(lambda i: affinity(i.p, i.q), lambda i: affinity(i.p[::-1], i.q[::-1])),
    "processed": about_laws(lambda i: renyi(i.p @ i.K, i.q @ i.K, HALF), lambda i: renyi(i.p, i.q, HALF), "<="),
}


@pytest.mark.parametrize("name", AFFINITY)
def test_logarithms_of_equal_sums_of_roots_are_equal(name):
    verdict = judge(AFFINITY[name], {"p": [1, 1], "q": [1, 2], "K": [0, 1, 1, 0]})
    assert verdict.outcome == "holds" and verdict.lhs == verdict.rhs and verdict.lhs.startswith("0.0")
    assert decide(AFFINITY[name], (raw for _, raw in islice(cases(AFFINITY[name], None), 200)), None).counts["holds"] == 200


def test_a_divergence_of_order_a_half_that_grows_is_refuted():
    grows = replace(AFFINITY["processed"], lhs=AFFINITY["processed"].rhs, rhs=AFFINITY["processed"].lhs)
    assert judge(grows, {"p": [1, 1], "q": [1, 2], "K": [2, 1, 1, 2]}).outcome == "fails"
    assert judge(grows, {"p": [1, 1], "q": [1, 2], "K": [0, 1, 1, 0]}).outcome == "holds"
