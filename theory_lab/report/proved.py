"""What is proved: the claims with proofs beside them, and for which sizes.

A page of counts and one table a paper, read off the files of proofs.  The page in ``docs`` is written by this module and a test
keeps it equal.

Main definitions: ``proved``.

Conventions: what a file says is taken at its word here; ``recheck`` verifies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.reaches import Reaches, counted
from theory_lab.proofs.evidence.records import is_whole
from theory_lab.proofs.theorems import Theorem

HEAD = """\
# What is proved

> Which claims have a proof, and for which sizes?

Of {holding} claims that should hold, {number} have a proof that the kernel accepts: {for_all} for all sizes, {whole} at each of
their sizes, {part} at some of them. [Proofs](proofs.md) says what that means, and how to read such a proof.

| paper | should hold | for all sizes | at their sizes | at some sizes |
|---|---:|---:|---:|---:|
{rows}"""


class _Row(NamedTuple):
    paper: str
    name: str
    label: str
    theorem: Theorem
    whole: bool


def proved(files: Iterable[Filed]) -> str:
    """The page as Markdown."""
    rows, holding = [], []
    for one in files:
        if one.claim.expect != Outcome.HOLDS:
            continue
        paper, _, name = one.name.partition(".")
        holding.append(paper)
        proofs = found(one.claim)
        if isinstance(proofs, Proofs) and proofs.theorem.is_proved:
            theorem = proofs.theorem
            rows.append(_Row(paper, name, one.claim.source.label, theorem, is_whole(theorem, one.claim)))
    papers = sorted(set(holding))
    table = "".join(_cells(paper, holding.count(paper), [row for row in rows if row.paper == paper]) for paper in papers)
    for_all, whole, part = _numbers(rows)
    head = HEAD.format(holding=len(holding), number=len(rows), for_all=for_all, whole=whole, part=part, rows=table)
    return head + "".join(_section(paper, [row for row in rows if row.paper == paper]) for paper in papers)


def _numbers(rows: Sequence[_Row]) -> Reaches:
    """How many are proved for all sizes, at each of their own, at some."""
    return counted((row.theorem.reach, row.whole) for row in rows)


def _cells(paper: str, holding: int, rows: Sequence[_Row]) -> str:
    return f"| {_titled(paper)} | {holding} | {' | '.join(map(str, _numbers(rows)))} |\n"


def _section(paper: str, rows: Sequence[_Row]) -> str:
    if not rows:
        return ""
    ordered = sorted(rows, key=lambda row: (not row.theorem.all_sizes, not row.whole, row.name))
    cells = ((row.name, row.label.replace("|", "\\|"), row.theorem.reach) for row in ordered)
    lines = "".join(f"| `{name}` | {label} | {reach} |\n" for name, label, reach in cells)
    return f"\n## {_titled(paper)}\n\n| claim | label | proved for |\n|---|---|---|\n{lines}"


def _titled(paper: str) -> str:
    return paper.replace("_", " ").capitalize()
