"""The power of the search: planted false claims are refuted within a budget, so that its silence means something.

True claims that are tight are left alone, and each slightly sharper form of theirs is refuted.
"""

from __future__ import annotations

import pytest

from tests.power import counts, divergences, selection, sequences, tables
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.stages import DEPTHS, hunt
from theory_lab.claims.verdicts.judge import judge

FAMILIES = (divergences, selection, sequences, counts, tables)
FALSE = {name: claim for family in FAMILIES for name, claim in family.FALSE.items()}
TRUE = {name: claim for family in FAMILIES for name, claim in family.TRUE.items()}
BUDGETS = {"quick": 40_000, "normal": 120_000}
NORMAL = {"shapiro"}  # refuted with gradients, at the depth ``normal``


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_refuted_exactly_within_the_budget(name: str, seed: int) -> None:
    claim, depth = FALSE[name], "normal" if name in NORMAL else "quick"
    stages = hunt(claim, DEPTHS[depth], seed=seed)
    spent = sum(stages.counts[stage] for stage in ("small", "screened", "property", "attacked"))
    assert stages.failures and spent <= BUDGETS[depth], f"{spent} evaluations, closest {stages.closest}"
    failure = stages.failures[0]
    assert judge(claim, failure.raw, failure.size).outcome == "fails"


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_stands_and_its_sharpened_form_falls(name: str) -> None:
    examination = examined(TRUE[name], DEPTHS["quick"])
    assert (examination.outcome, examination.findings.problems) == ("holds", ())
    assert examination.findings.variants["sharpened"].outcome == "fails"
