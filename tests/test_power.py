"""The power of the search: planted false claims are refuted within a budget, so that its silence means something.

True claims that are tight are left alone, and each slightly sharper form of theirs is refuted.
"""

from __future__ import annotations

import pytest

from tests.power.families import FALSE as FALSE_FAMILIES
from tests.power.families import SHARP, TRUE
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.stages import DEPTHS, hunt
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.shrink import SPENT
from theory_lab.claims.verdicts.judge import judge


def _named(families: dict[str, dict[str, Claim]]) -> dict[str, Claim]:
    return {name: claim for family in families.values() for name, claim in family.items()}


FALSE, TIGHT = _named(FALSE_FAMILIES), _named(SHARP)
TWINS = {name: claim for family, claims in TRUE.items() if family not in SHARP for name, claim in claims.items()}
BUDGETS = {"quick": 40_000, "normal": 120_000}
# refuted at the depth ``normal``: one with gradients, two on ties that need more than one base
NORMAL = {"shapiro", "two_levels_in_the_code", "a_zero_and_a_tie"}


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_refuted_exactly_within_the_budget(name: str, seed: int) -> None:
    claim, depth = FALSE[name], "normal" if name in NORMAL else "quick"
    stages = hunt(claim, DEPTHS[depth], seed=seed)
    spent = sum(stages.counts[stage] for stage in SPENT)
    assert stages.failures and spent <= BUDGETS[depth], f"{spent} evaluations, closest {stages.closest}"
    failure = stages.failures[0]
    assert judge(claim, failure.raw, failure.size).outcome == "fails"


@pytest.mark.parametrize("name", TIGHT)
def test_a_true_claim_stands_and_its_sharpened_form_falls(name: str) -> None:
    examination = examined(TIGHT[name], DEPTHS["quick"])
    assert (examination.outcome, examination.findings.problems) == ("holds", ())
    assert examination.findings.variants["sharpened"].outcome == "fails"


@pytest.mark.parametrize("name", TWINS)
def test_a_true_twin_of_a_planted_claim_raises_no_alarm(name: str) -> None:
    examination = examined(TWINS[name], DEPTHS["quick"])
    assert (examination.outcome, examination.findings.problems) == ("holds", ())


def test_planted_claims_have_names_of_their_own() -> None:
    assert sum(map(len, FALSE_FAMILIES.values())) == len(FALSE)
