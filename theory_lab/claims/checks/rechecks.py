"""Many certificates verified from zero, in this process or in others.

Main definitions: ``recheck_all``.

Conventions: a claim that hangs or kills its process is an ``error``, and so is a certificate that cannot be understood.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.certificates import Certificate, CertificateError, Filed
from theory_lab.claims.verdicts.recheck import Rechecked, recheck
from theory_lab.isolation.containment import Lost, contained
from theory_lab.isolation.pool import Limits, in_order, spread


def recheck_all(
    found: Sequence[Filed], workers: int = 1, most: int | None = None, limits: Limits | None = None,
    progress: Callable[[str], object] = str,
) -> Generator[Rechecked]:  # fmt: skip
    """Verify the certificates of claims that have one, in their order."""
    limits = limits or Limits()
    held = [(one, one.certificate) for one in found if one.certificate is not None]
    names = [one.name for one, _ in held]
    if len(held) == 1 and workers == 1 and limits.seconds is None:
        ((one, certificate),) = held
        yield _rechecked(one.name, contained(lambda: _verified(one.claim, certificate, most)))
        return

    def told(running: Mapping[int, str]) -> None:
        progress(", ".join(names[place] for place in running))

    jobs = [(one.path, certificate, most) for one, certificate in held]
    results = in_order(spread(_loaded_and_rechecked, jobs, workers, limits, told))
    for name, result in zip(names, results, strict=True):
        yield _rechecked(name, result)


def _rechecked(name: str, result: Rechecked | Lost) -> Rechecked:
    return Rechecked(name, "error", (f"{name}: {result.reason}",), result.seconds) if isinstance(result, Lost) else result


def _loaded_and_rechecked(path: Path, certificate: Certificate, most: int | None, progress: Callable[[str], object]) -> Rechecked:
    return _verified(load(path, spaces=False), certificate, most)


def _verified(claim: Claim, certificate: Certificate, most: int | None) -> Rechecked:
    started = time.perf_counter()
    try:
        return recheck(claim, certificate, most)
    except CertificateError as error:
        return Rechecked(certificate.claim, "error", (str(error),), time.perf_counter() - started)
