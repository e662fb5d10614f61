"""From the labels of a paper to the claims that check them.

A page of one table a source: label, reference, how the wording is known, claim, what is expected, evidence.  The page in ``docs``
is written by this module and a test keeps it equal.

Main definitions: ``labels``.

Conventions: labels stand in the order of the paper as their numbers tell it, sections before appendices; what has no number
comes after.  Sources of fewer than ``OWN`` claims share a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.report.headlines import reached, titles

HEAD = """\
# From labels to claims

> Which claim belongs to which statement of a paper, and how is the statement known?

This page lists each statement of the four sources and of related papers that is checked. *Printed* statements were read in
print. *Second-hand* ones are known only through other accounts; their wording and constants may differ from the source. *Derived*
ones are proved in the file of their claim. Brackets say how a wording is read, or which part of it is checked. After a semicolon
comes a further statement that the same claim checks, and how it is known if that differs.
"""
# A source with as many claims has a section of its own; the others are relatives of a paper, a handful of claims each.
OWN = 30
_NUMBERED = re.compile(
    r"(?:Theorem|Lemma|Proposition|Corollary|Definition|Remark|Conjecture|Algorithm|Section|Assumption|Figure|Fact|Example|Exercise)s?"
    r" ([A-Z]|\d+)(?:\.(\d+))?\b"
)


def labels(files: Iterable[Filed]) -> str:
    """The page as Markdown, one section a source, rows in the order of the labels."""
    papers: dict[str, list[Filed]] = {}
    for one in files:
        papers.setdefault(one.name.split(".")[0], []).append(one)
    return HEAD + "".join(section for paper, claims in sorted(papers.items()) for section in _sections(paper, claims))


def _sections(paper: str, claims: Sequence[Filed]) -> Iterable[str]:
    """A section for each large source of a paper's folder, the largest first, and one for the rest."""
    sources: dict[str, list[Filed]] = {}
    for one in claims:
        sources.setdefault(one.claim.source.reference, []).append(one)
    ranked = sorted(sources, key=lambda name: (-len(sources[name]), name))
    own = [name for name in ranked if len(sources[name]) >= OWN] or ranked[:1]
    called = next((titles(one.path.parent) for one in claims if one.path.parent.name != "refuted"), {})
    for name in own:
        title = called.get(name)
        yield _section(f"{title} ({name})" if title else name, sources[name])
    if rest := [one for name in ranked[len(own) :] for one in sources[name]]:
        yield _section(f"{paper.replace('_', ' ').capitalize()}: relatives", rest)


def _section(title: str, claims: Sequence[Filed]) -> str:
    rows = map(_row, sorted(claims, key=lambda one: (_place(one.claim.source.label), one.claim.source.reference, one.name)))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    head = "| label | reference | known | claim | expected | evidence |\n|---|---|---|---|---|---|\n"
    count = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}."
    return f"\n## {title}\n\n{count}\n\n{head}{table}"


def _row(one: Filed) -> tuple[str, ...]:
    claim = one.claim
    reading = f" ({claim.source.reading})" if claim.source.reading else ""
    label = ("; ".join((claim.source.label, *claim.source.also)) + reading).replace("|", "\\|")
    loose = "; loose" if claim.loose else ""
    weak = f"; **weak: {claim.weak}**" if claim.weak else ""
    expected = claim.expect if claim.expect == Outcome.HOLDS else f"refuted: {claim.falls}"
    reference = claim.source.reference.removeprefix("arXiv:")
    return label, reference, claim.source.status, f"`{one.name.split('.', 1)[1]}`", expected, reached(one) + loose + weak


def _place(label: str) -> tuple[int, str, int, int, str, list[tuple[int, int, str]]]:
    """Where a label stands: numbered sections, then appendices, then what has no number; within, by number and name."""
    natural = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", label)]
    found = _NUMBERED.search(label)
    if found is None:
        return 2, "", 0, 0, "", natural
    section, number = found[1], int(found[2] or 0)
    appendix = section.isalpha()
    return int(appendix), section if appendix else "", 0 if appendix else int(section), number, found[0], natural
