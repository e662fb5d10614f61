"""Witnesses, trends and simulations: each outcome of each kind."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.power.planted import SOURCE
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Space
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.given_sizes import KINDS


def outcome(kind: str, **arguments: Any) -> Findings:
    return KINDS[kind](Claim("a statement", SOURCE, kind=kind, **arguments))


def witness(make: Any, rhs: Any, **arguments: Any) -> Findings:
    unit = {"space": lambda n: Space(x=Ratio(0, 1)), "sizes": (1, 2, 3)}
    return outcome("witness", **unit, lhs=lambda i: i.x, rhs=rhs, witness=make, **arguments)


@pytest.mark.parametrize(
    ("make", "rhs", "word", "words"),
    [
        (lambda n: {"x": [1, n + 1]}, lambda i: xp.ratio(1, i.size), "holds", "1/3 <= 1/2: holds"),
        (lambda n: {"x": [1, 2]}, lambda i: xp.ratio(1, i.size), "fails", "1/2 <= 1/3: fails"),
        (lambda n: {"x": [n, 2]}, lambda i: 1, "error", "not between 0 and 1"),
        (lambda n: {"x": [1, 4 - n]}, lambda i: i.x / (i.size - 2), "error", "divided by zero"),
        (lambda n: {"x": [1, n - 2]} if n > 1 else {}[n], lambda i: 2, "error", "KeyError: 1"),
    ],
)
def test_a_witness_is_judged_at_every_size(make: Any, rhs: Any, word: str, words: str) -> None:
    found = witness(make, rhs)
    assert found.worst == word and [name for name, _ in found.details] == ["size 1", "size 2", "size 3"]
    assert found.counts["small"] == 3 and any(words in text for _, text in found.details)


def test_a_witness_that_misses_a_hypothesis_or_cannot_be_decided_is_no_witness() -> None:
    assert witness(lambda n: {"x": [1, n]}, lambda i: 1, given={"small": lambda i: i.x < 1}).worst == "vacuous"
    undecided = {"lhs": lambda i: xp.exp(xp.sqrt(i.x)), "rhs": lambda i: xp.exp(xp.sqrt(i.x))}
    space = {"space": lambda n: Space(x=Ratio(0, 2)), "sizes": (1,)}
    assert outcome("witness", **space, **undecided, witness=lambda n: {"x": [1, 2]}).worst == "undecided"


def trend(value: Any, bound: Any, **arguments: Any) -> Findings:
    return outcome("trend", trend=value, rhs=bound, sizes=(1, 2, 4, 8), **arguments)


@pytest.mark.parametrize(
    ("value", "bound", "relation", "word"),
    [
        (lambda n: n**2 + 1, lambda n: 4, "<=", "holds"),
        (lambda n: n**3, lambda n: 4, "<=", "fails"),
        (lambda n: n**2, lambda n: 4, "==", "holds"),
        (lambda n: n**2, lambda n: 4, "<", "fails"),
        (lambda n: xp.log(xp.exact(n)) + 1, lambda n: 2, "<", "holds"),
        (lambda n: xp.exp(xp.sqrt(xp.exact(2))) * n, lambda n: 2, "<=", "undecided"),
        (lambda n: n - 1, lambda n: 2, "<=", "fails"),
        (lambda n: 0, lambda n: 2, "<=", "holds"),
        (lambda n: 0.5, lambda n: 2, "<=", "error"),
        (lambda n: 1 // (n - 4), lambda n: 2, "<=", "error"),
    ],
)
def test_a_trend_compares_consecutive_values(value: Any, bound: Any, relation: str, word: str) -> None:
    assert trend(value, bound, relation=relation).worst == word


def test_a_trend_shows_its_values_and_ranks_its_steps() -> None:
    found = trend(lambda n: Fraction(n**2, 2), lambda n: 5)
    assert found.details == (("size 1", "1/2"), ("size 2", "2"), ("size 4", "8"), ("size 8", "32"))
    first = found.closest
    assert first is not None and (first.size, first.lhs, first.rhs, first.ratio) == (2, "2", "5/2", 0.8)


def coins(bias: float) -> Any:
    return lambda size, rng: rng.random(10_000) < bias


@pytest.mark.parametrize(
    ("simulate", "word"),
    [
        (coins(0.4), "holds"),
        (coins(0.6), "fails"),
        (coins(0.5), "undecided"),
        (coins(0.49), "undecided"),
        (lambda size, rng: np.full(10_000, 0.5), "undecided"),
        (lambda size, rng: 2 * rng.random(10_000), "error"),
        (lambda size, rng: rng.random(9_999), "error"),
        (lambda size, rng: np.full(10_000, np.nan), "error"),
        (lambda size, rng: 1 // 0, "error"),
    ],
)
def test_a_simulation_decides_only_outside_its_confidence_bound(simulate: Any, word: str) -> None:
    found = outcome("simulated", simulate=simulate, rhs=lambda size: Fraction(1, 2), sizes=(1,))
    assert found.worst == word
    assert word == "error" or "(10000 runs, seed 0, alpha 1e-09) against" in found.details[0][1]


def test_a_simulation_is_determined_by_its_seed_and_each_size_has_its_own_draws() -> None:
    def runs(seed: int) -> list[str]:
        found = outcome("simulated", simulate=coins(0.3), rhs=lambda size: xp.exact("1/2"), sizes=(1, 2), seed=seed)
        return [text.partition(" ")[0] for _, text in found.details]

    assert runs(0) == runs(0) != runs(1)
    assert len(set(runs(0))) == 2


LISTED = {
    "space": lambda n: Space(x=Ratio(0, 1)),
    "lhs": lambda i: i.x,
    "rhs": lambda i: 1,
    "witness": lambda n: {"x": [1, n]},
}


WITNESS = {"space": lambda n: Space(x=Ratio(0, 1)), "lhs": lambda i: i.x, "rhs": lambda i: 1, "witness": lambda n: {"x": [1, n]}}


@pytest.mark.parametrize(
    ("kind", "arguments", "evidence"),
    [
        ("witness", WITNESS, "exact on small"),
        ("trend", {"trend": lambda n: n, "rhs": lambda n: 2}, "trend"),
        ("simulated", {"simulate": coins(0.1), "rhs": lambda n: Fraction(1, 2)}, "simulated"),
    ],
)
def test_the_evidence_says_of_what_kind_it_is(kind: str, arguments: Any, evidence: str) -> None:
    found = examined(Claim("a statement", SOURCE, kind=kind, sizes=(1, 2), **arguments), DEPTHS["quick"])
    assert (found.outcome, found.evidence, found.findings.problems) == ("holds", evidence, ())
