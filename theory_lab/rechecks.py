"""Second looks at what is stored: certificates from zero, proofs by the kernel, and the kernel's own look at certificates.

Main definitions: ``recheck``.

Conventions: a line for each certificate and each proof, below it what is wrong, and which problems a certificate tells of its
claim; the exit code is 1 when anything is not confirmed.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

import typer
from rich.text import Text

from theory_lab.claims.registry import is_absent
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.recheck import Rechecked
from theory_lab.isolation.pool import Limits, PoolError
from theory_lab.isolation.stops import heeding
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.report.table import counted
from theory_lab.requests import Found
from theory_lab.runs import console, say

# ``untraced``: a claim whose code gives no formula, of which the kernel knows nothing.
CONFIRMED = {"confirmed", "in part", "untraced"}


def recheck(
    found: Found,
    workers: int | None = 1,
    most: int | None = None,
    limits: Limits | None = None,
    kernel: bool = False,
    proofs: bool = True,
) -> int:
    """Verify every certificate and, with ``proofs``, every proof of ``found``, show the outcomes, and return the exit code.

    With ``kernel`` the extremal instances of certificates are decided by the kernel of proofs, and nothing else of them.
    """
    certified = [one for one in found if one.certificate is not None]
    proved = [one for one in found if proofs and not is_absent(proofs_path(one.path))]
    if not certified and not proved:
        what = "a certificate or a proof" if proofs else "a certificate"
        raise typer.BadParameter(f"none of these claims has {what}; certify and prove write them.")
    outcomes: list[list[str]] = []
    screen = console()
    with heeding() as stops:
        try:
            with stops:
                for results in _results(certified, proved, workers, most, limits, kernel):
                    told = {} if outcomes else _told(certified)
                    outcomes.append([])
                    with closing(results):
                        for result in results:
                            outcomes[-1].append(result.outcome)
                            _show(result, told.get(result.id, ()))
        except PoolError as error:
            say(str(error))
        except KeyboardInterrupt:
            stops.number = stops.number or signal.SIGINT
    of = [counted(len(certified), "certificate"), counted(len(proved), "proof")]
    if sum(map(len, outcomes)) < len(certified) + len(proved):
        seen = [len(part) for part in (*outcomes, [], [])]
        screen.print(Text(f"stopped: {seen[0]} of {of[0]}, {seen[1]} of {of[1]}"), soft_wrap=True)
        return stops.code or 1
    parts = [f"{words}: {_counts(part)}" for words, part in zip(of, outcomes, strict=True) if part]
    if without := len(found) - len(certified):
        parts.append(f"{counted(without, 'claim')} without a certificate")
    screen.print(Text(" | ".join(parts)), soft_wrap=True)
    return stops.code or (0 if {one for part in outcomes for one in part} <= CONFIRMED and not found.refused else 1)


def _results(
    certified: Sequence[Filed],
    proved: Sequence[Filed],
    workers: int | None,
    most: int | None,
    limits: Limits | None,
    kernel: bool,
) -> Iterator[Generator[Rechecked]]:
    """The results of certificates, then those of proofs; each imports what it needs."""
    if kernel:
        from theory_lab.proofs.evidence.extremes import second_looks

        yield second_looks(certified, workers, limits)
    else:
        from theory_lab.claims.checks.rechecks import recheck_all

        yield recheck_all(certified, workers, most, limits)
    if not proved:
        yield (one for one in ())
        return
    from theory_lab.proofs.evidence.rechecks import recheck_proofs

    yield recheck_proofs(proved, workers, limits)


def _told(certified: Sequence[Filed]) -> dict[str, tuple[str, ...]]:
    """The problems that certificates tell of their claims, by name: that these stand in it is no fault of a certificate."""
    return {one.name: one.certificate.problems for one in certified if isinstance(one.certificate, Certificate)}


def _show(result: Rechecked, told: Sequence[str]) -> None:
    screen = console()
    screen.print(Text(f"{result.outcome:9} {result.id}  {result.seconds:.1f} s"), soft_wrap=True)
    for problem in (*result.problems, *filter(None, [result.note]), *(f"the certificate says: {problem}" for problem in told)):
        screen.print(Text(f"{'':9} {problem}"), soft_wrap=True)


def _counts(outcomes: Sequence[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(Counter(outcomes).items()))
