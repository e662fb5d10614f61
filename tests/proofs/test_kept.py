"""Code that keeps what it computed at one instance, and gives it back at another, states nothing that could be proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.judge import judge
from theory_lab.proofs.prover import prove
from theory_lab.proofs.theorems import Rejected, content_of, verified

HEAD = "from theory_lab.claims import Claim, Count, Ratio, Source, Space, Table\n"
REWARDS = """
def to_go(i, step=0, memo={}):
    if step not in memo:
        memo[step] = i.r[step] + (to_go(i, step + 1) if step + 1 < len(i.r) else 0)
    return memo[step]


CLAIM = Claim("the rewards add up to 1 at most", Source("tests", "kept", status="derived"),
    lambda n: Space(r=Table(n, 0, 1)), to_go, lambda i: 1, sizes=(2, 3))
"""
PRODUCT = """
KEPT = []


def product(i):
    if not KEPT:
        KEPT.append(i.k * i.x)
    return KEPT[0]


CLAIM = Claim("k x is at most 1", Source("tests", "kept", status="derived"), Space(k=Count(1, 3), x=Ratio(0, 1)), product,
    lambda i: 1)
"""
CELL = {"rule": "cell", "order": ["x"], "laws": [], "bounds": [], "generators": [], "then": {"rule": "signs"}}


def _written(folder: Path, name: str, code: str) -> Path:
    path = folder / f"{name}.py"
    path.write_text(HEAD + code, encoding="utf-8")
    return path


def test_numbers_of_an_instance_that_was_judged_are_no_formula(tmp_path: Path) -> None:
    attempt = prove(_written(tmp_path, "rewards", REWARDS), "rewards", 5)
    assert not attempt.theorem.is_proved and "keeps" in attempt.open


def test_what_was_read_in_one_case_is_not_read_in_the_others(tmp_path: Path) -> None:
    claim = load(_written(tmp_path, "product", PRODUCT))
    content = content_of(claim, "product", None, [(None, [{"steps": [CELL]}] * 3)])
    with pytest.raises(Rejected, match="keeps"):
        verified(claim, content)


def test_a_claim_that_was_judged_before_is_read_from_a_run_of_its_own(tmp_path: Path) -> None:
    claim = load(_written(tmp_path, "rewards", REWARDS))
    assert judge(claim, {"r": [1, 0, 0]}, 2).outcome == "holds"
    content = content_of(claim, "rewards", None, [(2, [{"steps": [CELL | {"order": ["r_0", "r_1"], "then": {"rule": "ball"}}]}])])
    with pytest.raises(Rejected):
        verified(claim, content)
