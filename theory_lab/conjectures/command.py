"""The command ``theory-lab conjecture``.

Search, then the ordinary commands on what was found: each inequality becomes a claim file, is checked, and a proof is looked for;
what is not proved for all sizes is checked at the depth that was asked for.

Main definitions
----------------
``Result``   an inequality with the record of its check and the attempt at a proof
``summary``  what was found, in a line
``run``      everything, for the command line
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from theory_lab.claims.checks.sweep import sweep
from theory_lab.claims.loading import load
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.conjectures.conjecture import Conjecture, opened
from theory_lab.conjectures.discovery import Found, discover
from theory_lab.conjectures.inequalities import statement
from theory_lab.conjectures.readable import readable
from theory_lab.conjectures.writing import Original, claim_text, name_of
from theory_lab.files import write_json, write_whole
from theory_lab.isolation.containment import Lost
from theory_lab.isolation.pool import Limits, spread
from theory_lab.proofs.evidence.files import write
from theory_lab.proofs.evidence.reaches import counted
from theory_lab.proofs.evidence.records import is_whole
from theory_lab.proofs.prover import Attempt, prove
from theory_lab.proofs.theorems import Theorem
from theory_lab.report.quantities import short

GRACE = 20.0  # seconds beyond the limit of a proof, for the kernel


@dataclass(frozen=True)
class Result:
    """An inequality that was found, with what the check and the search for a proof say of it."""

    found: Found
    stated: str
    record: Record
    theorem: Theorem
    whole: bool
    depth: str
    known: str = ""

    @property
    def evidence(self) -> str:
        """How far it is certain: a proof, and where that is not for all its sizes the depth of a check that it survived."""
        survives = f"survives {self.depth}"
        if not self.theorem.is_proved:
            return survives
        return str(self.theorem) if self.whole else f"{self.theorem}, {survives}"

    @property
    def equality(self) -> str:
        """Where both sides are equal, or how near they come."""
        if self.found.equal:
            return "equal at " + "; ".join(map(_instance, self.found.equal))
        ratio = self.record.worst_ratio
        where = ", ".join(f"{name} = {value}" for name, value in (self.record.worst_witness or {}).items())
        near = "1 in 16 digits" if short(ratio) == "1" else short(ratio)
        return f"tight in a limit: ratio {near} at {where}" if ratio else "tight in a limit"

    def to_json(self) -> dict[str, Any]:
        """The result as an object of JSON."""
        return {
            "name": self.record.id,
            "statement": self.stated,
            "evidence": self.evidence,
            "equality": self.equality,
            "record": self.record.to_json(),
        }


def _instance(verdict: Verdict) -> str:
    return ", ".join(f"{name} = {value}" for name, value in verdict.raw.items())


def run(
    path: Path,
    *,
    seed: int = 0,
    depth: str = "quick",
    seconds: float = 20.0,
    workers: int = 1,
    out: Path | None = None,
    json: Path | None = None,
) -> int:
    """Search, check and prove; show and write what was found; return the exit code: 0 when there is something."""
    screen = Console(file=sys.stdout, highlight=False)
    with tempfile.TemporaryDirectory() as scratch:
        results = list(_results(path, seed, depth, seconds, workers, out or Path(scratch), screen))
    if json is not None:
        write_json(json, [result.to_json() for result in results])
    screen.print(Text(summary(results, depth)), soft_wrap=True)
    return 0 if results else 1


def summary(results: Sequence[Result], depth: str) -> str:
    """How many were found, how far they are proved, and how many survive a check and are proved at some sizes or at none."""
    proved = [result for result in results if result.theorem.is_proved]
    reaches = counted((result.theorem.reach, result.whole) for result in proved)
    parts = {
        "proved for all n": reaches.for_all,
        "proved at their sizes": reaches.whole,
        "proved at some sizes, survive " + depth: reaches.part,
        f"survive {depth}": len(results) - len(proved),
    }
    return "; ".join((f"{len(results)} found", *(f"{number} {words}" for words, number in parts.items() if number)))


def _results(path: Path, seed: int, depth: str, seconds: float, workers: int, folder: Path, screen: Console) -> Iterator[Result]:
    conjecture, original = opened(path), Original.read(path)
    with screen.status("instances") if screen.is_terminal else _Silence() as status:
        found = discover(conjecture, seed, status.update)
    filed = [_filed(one, conjecture, original, folder) for one in found]
    records = _checked(filed, "quick", seed, workers)
    attempts = _attempts([one for one in filed if records[one.name].ok], seconds, workers)
    if depth != "quick":
        left = [one for one in filed if one.name in attempts and not attempts[one.name].theorem.all_sizes]
        records |= _checked(left, depth, seed, workers)
    for one, filing in zip(found, filed, strict=True):
        record = records[filing.name]
        if not record.ok:
            filing.path.unlink()
            screen.print(Text(f"{'dropped':22}  {record}"), soft_wrap=True)
            continue
        attempt = attempts[filing.name]
        if attempt.content is not None:
            write(filing.path, attempt.content)
        stated = statement(one.inequality, conjecture)
        whole = is_whole(attempt.theorem, filing.claim)
        result = Result(one, stated, record, attempt.theorem, whole, depth, conjecture.known.get(stated, ""))
        named = f"  ({readable(result.known)})" if result.known else ""
        screen.print(Text(f"{result.evidence:22}  {readable(stated)}{named}"), soft_wrap=True)
        screen.print(Text(f"{'':22}  {result.equality}"), soft_wrap=True)
        yield result


def _checked(filed: Sequence[Filed], depth: str, seed: int, workers: int) -> dict[str, Record]:
    """The records of claims by name."""
    records = sweep(filed, depth=depth, seed=seed, workers=workers, limits=Limits()) if filed else []
    return {record.id: record for record in records}


class _Silence:
    """Progress where nobody watches."""

    def __enter__(self) -> _Silence:
        return self

    def __exit__(self, *error: object) -> None: ...

    def update(self, text: str) -> None:
        """Nothing."""


def _filed(one: Found, conjecture: Conjecture, original: Original, folder: Path) -> Filed:
    name = name_of(one.inequality)
    path, number = folder / f"{name}.py", 2
    while path.exists():
        path, number = folder / f"{name}_{number}.py", number + 1
    equal = "; ".join(map(_instance, one.equal))
    idea = f"Found by search; equality at {equal}." if equal else "Found by search; equality in a limit."
    write_whole(path, claim_text(one.inequality, conjecture, original, idea))
    return Filed(path.stem, path, load(path))


def _attempts(filed: Sequence[Filed], seconds: float, workers: int) -> dict[str, Attempt]:
    """An attempt at a proof of each claim, each in a process of its own."""
    jobs = [(one.path, one.name, seconds) for one in filed]
    found: dict[str, Attempt] = {}
    for place, result in spread(_proved, jobs, workers, Limits(seconds + GRACE)):
        name = filed[place].name
        lost = isinstance(result, Lost)
        found[name] = Attempt(name, Theorem(False, ()), None, result.reason, result.seconds, 0.0) if lost else result
    return found


def _proved(path: Path, name: str, seconds: float, tell: object) -> Attempt:
    return prove(path, name, seconds)
