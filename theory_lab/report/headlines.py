"""The headline statements of each paper: what is checked, how strongly, and which constant is needed.

A page of one table a paper, one row a claim, from the claims' files and certificates; nothing is computed here.  The page in
``docs`` is written by this module and a test keeps it equal.

Main definitions: ``headline_page``; ``Headline``, ``headlines``, ``titles``, read from ``headlines.toml`` of a paper's folder.

Conventions: *telling* is the share of the small instances at which the claim could have failed; ``?`` where the certificate was
not counted yet, ``stated`` where the claim is of stated instances or simulated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from theory_lab.claims.record import levelled
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.exhaustive import covered_text, strength
from theory_lab.claims.verdicts.outcomes import Level
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.records import is_whole
from theory_lab.report.quantities import short

FILE = "headlines.toml"
HEAD = """\
# Headline statements

> How strongly are the main statements of each paper checked, and which constants do they need?

This page lists the main statements of each paper. *Telling* is the share of the enumerated small instances at which the claim
could have failed: the bound lies below what is known without the theorem, and the left side is not negligible. The *worst ratio*
is the ratio of the left side to the right side at the closest instance found. For an unknown constant, *needed here* is its
bracket on the instances that can be enumerated: refuted at the lower end, surviving at the upper one. The *constant of the
source* is the printed one, or the reported one if the source is known second-hand ([labels](labels.md)); *explicit proof* marks a
constant that the source hides or does not have.
"""
COLUMNS = (
    "theorem",
    "what is checked",
    "claim",
    "evidence",
    "sizes",
    "telling",
    "worst ratio",
    "constant of the source",
    "needed here",
)
# More sizes than this are shown by the first and the last.
FEW_SIZES = 5


def headline_page(files: Iterable[Filed]) -> str:
    """The page as Markdown, one section a paper; ``KeyError`` for a headline that names a claim which is not there."""
    papers: dict[str, dict[str, Filed]] = {}
    for one in files:
        paper, name = one.name.split(".", 1)
        papers.setdefault(paper, {})[name] = one
    return HEAD + "".join(_section(paper, claims) for paper, claims in sorted(papers.items()))


def _section(paper: str, claims: Mapping[str, Filed]) -> str:
    folder = next(iter(claims.values())).path.parent
    folder = folder.parent if folder.name == "refuted" else folder
    rows = [row for headline in headlines(folder) for row in _rows(headline, claims)]
    if not rows:
        return ""
    table = "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return f"\n## {paper.replace('_', ' ').capitalize()}\n\n{head}{table}"


def _rows(headline: Headline, claims: Mapping[str, Filed]) -> Iterable[tuple[str, ...]]:
    """A row for each claim; the theorem stands in the first, the constant in that of the claim that seeks it."""
    for place, name in enumerate(headline.claims):
        first = (headline.theorem, headline.checked) if place == 0 else ("", "")
        last = (headline.printed, _needed(claims[name])) if name == headline.constant else ("", "")
        yield (*first, f"`{name}`", *_measured(claims[name]), *last)


def _measured(one: Filed) -> tuple[str, str, str, str]:
    """Evidence, sizes, telling share and worst ratio."""
    certificate = one.certificate if isinstance(one.certificate, Certificate) else None
    weak = f"; **weak: {one.claim.weak}**" if one.claim.weak else ""
    closest = None if certificate is None else certificate.instances.get("tightest")
    ratio = "" if closest is None or closest.ratio is None or one.claim.relation == "==" else short(repr(closest.ratio))
    return f"{reached(one)}{weak}", _sizes(one), _telling(one, certificate), ratio


def reached(one: Filed) -> str:
    """What is proved of a claim, what is covered, and the level of its certificate, each where those before are at some sizes."""
    certificate = one.certificate if isinstance(one.certificate, Certificate) else None
    evidence = Level.STATED if certificate is None else levelled(certificate.evidence, covered_text(certificate.reach), {})
    proofs = found(one.claim)
    if not isinstance(proofs, Proofs) or not proofs.theorem.is_proved:
        return evidence
    return str(proofs.theorem) if is_whole(proofs.theorem, one.claim) else f"{proofs.theorem}, {evidence}"


def _sizes(one: Filed) -> str:
    sizes = [str(size) for size in one.claim.sizes]
    return ", ".join(sizes) if len(sizes) <= FEW_SIZES else f"{sizes[0]} to {sizes[-1]} ({len(sizes)})"


def _telling(one: Filed, certificate: Certificate | None) -> str:
    if one.claim.kind != "inequality":
        return "stated"
    if one.claim.expect == "fails":
        return ""
    known = None if certificate is None else strength(certificate.reach)
    if known is None:
        return "?"
    telling, of = map(int, known.split("/"))
    return f"{short(str(Fraction(100 * telling, of)))} % of {of:,}"


def _needed(one: Filed) -> str:
    """The bracket of the constant that a claim seeks."""
    constants = one.certificate.constants if isinstance(one.certificate, Certificate) else {}
    if constants.keys() != {"refuted", "survives"}:
        return "?"
    return f"{float(constants['refuted']):.4g} to {float(constants['survives']):.4g}"


@dataclass(frozen=True)
class Headline:
    """A statement for which a paper is read: what is checked of it, by which claims, and which of them seeks its constant."""

    theorem: str
    checked: str
    claims: tuple[str, ...]
    constant: str = ""
    printed: str = ""


def headlines(folder: Path) -> tuple[Headline, ...]:
    """The headlines of a paper's folder, in its order; ``ValueError`` where one names the constant of no claim of its own."""
    found = tuple(Headline(**{**entry, "claims": tuple(entry["claims"])}) for entry in _content(folder).get("headline", ()))
    for one in found:
        if one.constant and one.constant not in one.claims:
            raise ValueError(f"{folder / FILE}: {one.constant} is not among the claims of {one.theorem!r}")
    return found


def titles(folder: Path) -> dict[str, str]:
    """Reference -> the name by which people know the source."""
    return dict(_content(folder).get("papers", {}))


def folders(root: Path) -> Iterator[Path]:
    """The folders of papers that have headlines, by name."""
    yield from sorted(path.parent for path in root.glob(f"*/{FILE}"))


def _content(folder: Path) -> dict[str, Any]:
    path = folder / FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
