"""What an appendix says of each claim: its record, read off its certificate, and what is proved of it.

Main definitions
----------------
``Entry``        a record, and the theorem of the proofs beside the claim
``entry``        that of a claim, from what is on file; None where there is nothing on file
``entry_of``     that of a record
"""

from __future__ import annotations

from dataclasses import dataclass

from theory_lab.claims.checks.certified import certified
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs.evidence.files import gone_through
from theory_lab.proofs.evidence.records import with_theorem
from theory_lab.proofs.theorems import Theorem


@dataclass(frozen=True)
class Entry:
    """One claim of an appendix."""

    record: Record
    theorem: Theorem
    relation: str

    @property
    def refuted(self) -> bool:
        """Whether there is a counterexample."""
        return self.record.outcome == Outcome.FAILS


def entry(one: Filed) -> Entry | None:
    """The entry of a claim whose certificate is valid; None for any other, which has to be checked."""
    record = certified(one)
    return None if record is None else entry_of(one, record)


def entry_of(one: Filed, record: Record) -> Entry:
    """The entry of a record, with the proofs beside the claim gone through by the kernel; what is refuted is never proved."""
    theorem = gone_through(one.claim)
    if theorem.is_proved and record.outcome == Outcome.HOLDS:
        record = with_theorem(record, theorem, one.claim, stored=False)
    return Entry(record, theorem, one.claim.relation)
