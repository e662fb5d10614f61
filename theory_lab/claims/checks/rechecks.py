"""Many certificates verified from zero, in this process or in others.

Main definitions: ``recheck_all``.

Conventions: a claim that hangs or kills its process is an ``error``, and so is a certificate that cannot be understood.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path

from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt, Filed
from theory_lab.claims.verdicts.recheck import Rechecked, renewed
from theory_lab.isolation.containment import Lost, contained
from theory_lab.isolation.pool import Limits, in_order, shared, spread


def recheck_all(
    found: Sequence[Filed],
    workers: int | None = 1,
    most: int | None = None,
    limits: Limits | None = None,
    progress: Callable[[str], object] = str,
) -> Generator[Rechecked]:
    """Verify the certificates of claims that have one, in their order; those that are confirmed are renewed."""
    limits = limits or Limits()
    held = [(one, one.certificate) for one in found if isinstance(one.certificate, Certificate)]
    names = [one.name for one, _ in held]

    def told(running: Mapping[int, str]) -> None:
        progress(", ".join(names[place] for place in running))

    if len(held) == 1 and shared(workers, 1) == 1 and limits.seconds is None:
        ((one, certificate),) = held
        results: Iterator[Rechecked | Lost] = iter([contained(lambda: renewed(one.claim, certificate, most))])
    else:
        jobs = [(one.path, certificate, most) for one, certificate in held]
        results = in_order(spread(_loaded_and_rechecked, jobs, workers, limits, told))
    for one in found:
        if isinstance(one.certificate, Corrupt):
            yield Rechecked(one.name, "corrupt", (one.certificate.reason,), 0.0)
        elif one.certificate is not None:
            yield _rechecked(one.name, next(results))


def _rechecked(name: str, result: Rechecked | Lost) -> Rechecked:
    return Rechecked(name, "error", (f"{name}: {result.reason}",), result.seconds) if isinstance(result, Lost) else result


def _loaded_and_rechecked(path: Path, certificate: Certificate, most: int | None, progress: Callable[[str], object]) -> Rechecked:
    return renewed(load(path, spaces=False), certificate, most)
