"""The proofs beside the shipped claims: current, accepted by the kernel, of claims that hold, and of nothing sharper."""

import pytest

from tests.shipped import CLAIMS, shipped
from theory_lab.claims.verdicts.certificates import held
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import sharpened
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements
from theory_lab.proofs.telling.stored import at_choice
from theory_lab.proofs.theorems import MALFORMED, Rejected, verified

SHIPPED = [(name, path) for name, path in CLAIMS if proofs_path(path).exists()]
GROUPS = [SHIPPED[k::8] for k in range(8)]


def test_every_file_of_proofs_belongs_to_a_claim():
    folders = {proofs_path(path).parent for _, path in SHIPPED}
    assert {file for folder in folders for file in folder.iterdir()} == {proofs_path(path) for _, path in SHIPPED}


@pytest.mark.parametrize("group", range(8))
def test_the_kernel_accepts_the_shipped_proofs(group):
    for name, path in GROUPS[group]:
        claim = shipped(name).claim
        proofs, certificate = found(claim), held(claim)
        assert isinstance(proofs, Proofs) and not proofs.stale and not proofs.is_edited()
        assert proofs.is_verified(claim), f"{path}: other code went through its proofs; theory-lab recheck renews them"
        assert claim.expect == Outcome.HOLDS and (certificate is None or certificate.outcome == Outcome.HOLDS)
        assert proofs.theorem.is_proved
        assert verified(claim, proofs.content) == proofs.theorem


def test_an_entry_that_is_missing_is_named():
    with pytest.raises(Rejected, match=r"^the proofs lack the entry 'format'$"):
        verified(shipped(SHIPPED[0][0]).claim, {})


def _accepted(claim, content):
    """Whether any statement of a claim, read at few sizes, is accepted with the proofs of another claim of the same form."""
    try:
        if content["all_sizes"]:
            entry = content.get("entry")
            # Where the first one is rejected, the others need not be found.
            holds_for_all_sizes(patterns(at_choice(claim, 0), entry, few=True)[0], content["all_sizes"][0])
            for pattern, proof in zip(patterns(claim, entry, few=True), content["all_sizes"], strict=True):
                holds_for_all_sizes(pattern, proof)
        for size, part in zip(claim.sizes or (None,), content["sizes"], strict=False):
            for statement, proof in zip(statements(claim, size), part["proofs"], strict=True):
                holds_at_size(statement, proof)
    except (Rejected, Untraceable, *MALFORMED):
        return False
    return True


@pytest.mark.parametrize("group", range(8))
def test_no_shipped_proof_proves_a_sharpened_form(group):
    """Certificates hold an instance that refutes each sharpened form which is looked at here."""
    for name, _ in GROUPS[group]:
        claim = shipped(name).claim
        proofs, certificate = found(claim), held(claim)
        if claim.sharpened is None or certificate is None or "sharpened" not in certificate.instances:
            continue
        assert isinstance(proofs, Proofs)
        sizes = {repr(part["size"]) for part in proofs.content["sizes"]}
        if proofs.theorem.all_sizes or repr(certificate.instances["sharpened"].size) in sizes:
            assert not _accepted(sharpened(claim), proofs.content)
