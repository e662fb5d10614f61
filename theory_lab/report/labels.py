"""From the labels of a paper to the claims that check them.

A page of one table a paper: label, how the wording is known, claim, what is expected, evidence.  The page in ``docs`` is
written by this module and a test keeps it equal.

Main definitions: ``labels``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.outcomes import Level, Outcome

HEAD = """\
# From labels to claims

Each statement of the four sources and of their neighbours that is checked here. *Printed* statements were read in print,
*second-hand* ones are known through other accounts only, and their wording and constants may differ from the source; *derived*
ones are proved here.
"""


def labels(found: Iterable[Filed]) -> str:
    """The page as Markdown, one section a paper, rows in the order of the labels."""
    papers: dict[str, list[Filed]] = {}
    for one in found:
        papers.setdefault(one.name.split(".")[0], []).append(one)
    return HEAD + "".join(_section(paper, claims) for paper, claims in sorted(papers.items()))


def _section(paper: str, claims: Sequence[Filed]) -> str:
    rows = sorted(map(_row, claims), key=lambda row: _order(row[0]))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    head = "| label | known | claim | expected | evidence |\n|---|---|---|---|---|\n"
    return f"\n## {paper.replace('_', ' ').capitalize()}\n\n{len(rows)} claims.\n\n{head}{table}"


def _row(one: Filed) -> tuple[str, ...]:
    claim = one.claim
    label = ", ".join((claim.source.label, *claim.source.also)).replace("|", "\\|")
    evidence = one.certificate.evidence if isinstance(one.certificate, Certificate) else Level.STATED
    loose = "; loose" if claim.loose else ""
    expected = claim.expect if claim.expect == Outcome.HOLDS else f"refuted: {claim.falls}"
    return label, claim.source.status, f"`{one.name.split('.', 1)[1]}`", expected, evidence + loose


def _order(label: str) -> list[tuple[int, int, str]]:
    """Labels with their numbers in numerical order."""
    parts = re.findall(r"\d+|\D+", label)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
