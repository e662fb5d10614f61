"""No false claim has a proof: planted ones, shipped refuted ones, and sharpened forms of claims that are proved."""

import pytest

from tests.proofs.searches import at_all_sizes
from tests.shipped import CLAIMS, shipped
from tests.test_power import FALSE
from theory_lab.claims.verdicts.variants import sharpened

SECONDS = 0.25
REFUTED = [name for name, path in CLAIMS if "/refuted/" in str(path) or ".refuted." in name]
TIGHT = (
    "coverage_principle.coverage_le_kl", "coverage_principle.coverage_le_hellinger", "coverage_principle.coverage_trans",
    "decision_making.two_tv_sq_le_kl", "decision_making.multiplicative_pinsker", "decision_making.tv_sq_le_hellinger",
    "alignment.excess_mass_le_coverage", "alignment.reward_transfer", "coverage_principle.coverage_le_hockey_stick",
    "decision_making.hellinger_le_two_tv", "decision_making.change_of_measure", "coverage_principle.uncovered_mass_le",
)  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_a_planted_false_claim_has_no_proof(name):
    assert not at_all_sizes(FALSE[name], SECONDS)


@pytest.mark.parametrize("group", range(6))
def test_a_refuted_claim_has_no_proof(group):
    found = [shipped(name) for name in REFUTED[group::6]]
    false = [one for one in found if one.claim.kind == "inequality" and one.claim.expect == "fails"]
    assert len(false) > 5
    assert [one.name for one in false if at_all_sizes(one.claim, SECONDS)] == []


@pytest.mark.parametrize("name", TIGHT)
def test_a_sharpened_form_has_no_proof(name):
    claim = shipped(name).claim
    assert claim.sharpened is None or not at_all_sizes(sharpened(claim), 2 * SECONDS)
