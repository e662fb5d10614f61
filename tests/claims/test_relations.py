"""The relations that point up say the same as those that point down with the sides exchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.judge import judge
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.proofs.prover import proved

UP = Claim(
    statement=r"\mathrm{KL}(p \| q) \ge 2\,\mathrm{TV}(p, q)^2",
    source=Source("folklore", "Pinsker's inequality", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    relation=">=",
    lhs=lambda i: kl(i.p, i.q),
    rhs=lambda i: 2 * total_variation(i.p, i.q) ** 2,
    sharpened=lambda i: xp.ratio(201, 100) * total_variation(i.p, i.q) ** 2,
)
DOWN = replace(UP, relation="<=", lhs=UP.rhs, rhs=UP.lhs, sharpened=None)
FALSE = replace(UP, rhs=lambda i: 3 * total_variation(i.p, i.q) ** 2, sharpened=None)


def test_it_holds_and_a_larger_right_side_does_not():
    record = check(UP, "up")
    assert record.ok and ("sharpened", "refuted") in record.details
    record = check(FALSE, "false")
    assert record.outcome == "fails" and record.lhs is not None and float(record.worst_ratio or 0) > 1


@pytest.mark.parametrize("raw", [{"p": [1, 3], "q": [1, 1]}, {"p": [1, 0], "q": [1, 1]}, {"p": [1, 1], "q": [1, 1]}])
def test_verdicts_are_those_of_the_exchanged_claim(raw):
    up, down = judge(UP, raw, 2), judge(DOWN, raw, 2)
    assert (up.outcome, up.ratio, up.gap) == (down.outcome, down.ratio, down.gap)
    assert (up.lhs, up.rhs) == (down.rhs, down.lhs)


def test_strictly_above_is_not_attained():
    assert judge(replace(UP, relation=">"), {"p": [1, 1], "q": [1, 1]}, 2).outcome == "fails"


def test_a_chain_descends():
    chain = (lambda i: 1, lambda i: xp.sum(i.p * i.q), lambda i: xp.sum(i.p * i.q) ** 2)
    record = check(replace(UP, lhs=None, rhs=None, sharpened=None, chain=chain), "chain")
    assert record.ok


def test_a_simulated_mean_lies_above():
    def claim(bound):
        return Claim(
            statement="a",
            source=Source("folklore", "coins"),
            sizes=(1,),
            kind="simulated",
            relation=">=",
            simulate=lambda n, rng: rng.integers(0, 2, 10_000),
            rhs=lambda n: bound,
        )

    assert check(claim(0.4), "low").outcome == "holds" and check(claim(0.6), "high").outcome == "fails"
    assert check(claim(0.5), "even").outcome == "undecided"


def test_it_is_proved_upside_down():
    from pathlib import Path

    attempt = proved(replace(UP, path=Path("up"), digest="up"), "up", 20.0)
    assert attempt.theorem.all_sizes, attempt.open
    assert not proved(replace(FALSE, path=Path("up"), digest="up"), "up", 5.0).theorem.is_proved
