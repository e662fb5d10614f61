"""No false claim has a proof: planted ones, shipped refuted ones, and sharpened forms of claims that are proved."""

import pytest

from tests.proofs.searches import at_all_sizes
from tests.test_power import FALSE
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.claims.verdicts.variants import sharpened

SECONDS = 0.25
REFUTED = [
    (name, claim)
    for name, path in find([])
    if "/refuted/" in str(path) or ".refuted." in name
    for claim in [load(path, spaces=False)]
    if claim.kind == "inequality" and claim.expect == "fails"
]
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
    assert len(REFUTED) > 30
    assert [name for name, claim in REFUTED[group::6] if at_all_sizes(claim, SECONDS)] == []


@pytest.mark.parametrize("name", TIGHT)
def test_a_sharpened_form_has_no_proof(name):
    ((_, path),) = find([name])
    claim = load(path, spaces=False)
    assert claim.sharpened is None or not at_all_sizes(sharpened(claim), 2 * SECONDS)
