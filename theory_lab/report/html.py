"""The report: one HTML page that needs nothing but itself.

Statements are shown as MathML, figures as inline SVG, styles inline; no address is fetched. A statement that
the converter does not understand is shown as its TeX source.

Main definitions: `page`, `statement`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from html import unescape
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import jinja2
from markupsafe import Markup, escape

import theory_lab
from theory_lab.claims.registry import split
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.report import plots
from theory_lab.report.counterexamples import Case, cases
from theory_lab.report.quantities import short, value_of
from theory_lab.report.table import STATUSES, evidence, instances

if TYPE_CHECKING:
    from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.certificates import Filed

WIDEST_BARS = 24
MOST_DOTS = 40
ACTIVE = ("href", "src", "style", "actiontype")  # attributes of MathML that fetch, style or act
FOOT = f"Levels: {', '.join(level for level in Level if level != Level.REFUTED)}; or {Level.REFUTED}."


def page(found: Sequence[Filed], records: Sequence[Record], title: str = "Claims, checked") -> str:
    """The whole page for the records, in their order; ``found`` holds the claim of each."""
    files = {one.name: one for one in found}
    cards = [_card(record, files[record.id]) for record in records]
    papers = [_paper(name, list(group)) for name, group in groupby(cards, key=lambda card: card["paper"])]
    bounds = [r for r in records if r.outcome == Outcome.HOLDS and files[r.id].claim.relation != "=="]
    ranked = [(record.id, value_of(record.worst_ratio)) for record in bounds]
    ranked = [(name, ratio) for name, ratio in ranked if ratio is not None and 0 <= ratio <= 1]
    ranked = sorted(ranked, key=lambda pair: -pair[1])[:MOST_DOTS]
    figure = plots.tightness([name for name, _ in ranked], [ratio for _, ratio in ranked])
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_template("page.html.jinja")).render(
        title=title,
        version=theory_lab.__version__,
        style=Markup(_template("page.css")),
        tiles=_tiles(records),
        figure=Markup(figure),
        papers=papers,
        foot=FOOT,
    )


def statement(tex: str) -> Markup:
    """A TeX formula as MathML; its source in ``<code>`` when a command is not understood."""
    from latex2mathml.converter import convert_to_element

    try:
        mathml = _written(convert_to_element(tex, display="block"))
    except Exception:  # the converter's errors have no common class; the source is always readable
        mathml = "\\"
    if "\\" in mathml:
        return Markup("<code>") + escape(tex) + Markup("</code>")
    return Markup(mathml)


def _written(formula: ElementTree.Element) -> str:
    """MathML in which the words of a formula are escaped, after the references that the converter puts among them are resolved.

    Raises ``ValueError`` for an attribute by which a formula could do more than be shown.
    """
    for element in formula.iter():
        if active := [name for name in element.attrib if name.startswith("on") or name in ACTIVE]:
            raise ValueError(f"a formula takes no attribute {active[0]!r}")
        element.text = element.text and unescape(element.text)
        element.tail = element.tail and unescape(element.tail)
        element.attrib.update({name: unescape(value) for name, value in element.attrib.items()})
    return ElementTree.tostring(formula, encoding="unicode")


def _template(name: str) -> str:
    return resources.files("theory_lab.report").joinpath("templates", name).read_text("utf-8")


def _tiles(records: Sequence[Record]) -> list[dict[str, Any]]:
    """The numbers at the head of the page."""
    tiles = [
        {"number": len(records), "what": "claims", "tone": ""},
        {"number": sum(r.outcome == Outcome.HOLDS for r in records), "what": "hold", "tone": "good"},
        {"number": sum(r.outcome == Outcome.FAILS for r in records), "what": Level.REFUTED, "tone": "refuted"},
    ]
    wrong = sum(not record.ok for record in records)
    if wrong:
        tiles.append({"number": wrong, "what": "not as expected", "tone": "bad"})
    for status in STATUSES:
        tiles.append({"number": sum(r.status == status for r in records), "what": status, "tone": ""})
    return tiles


def _paper(name: str, cards: list[dict[str, Any]]) -> dict[str, Any]:
    """One section; its reference is shown where all its claims have the same."""
    references = {card["reference"] for card in cards}
    return {
        "name": name or "Claims",
        "reference": references.pop() if len(references) == 1 else "",
        "cards": cards,
    }


def _card(record: Record, one: Filed) -> dict[str, Any]:
    """All that the template shows of one claim."""
    claim = one.claim
    heading, idea = _opening(one.path)
    paper, _, name = record.id.partition(".")
    refuted = record.outcome == Outcome.FAILS
    return {
        "paper": paper if name else "",
        "name": name or paper,
        "anchor": record.id,
        "title": heading or record.id,
        "statement": statement(record.statement),
        "reference": claim.source.reference,
        "label": record.label,
        "status": record.status,
        "quote": claim.source.quote,
        "reading": claim.source.reading,
        "idea": [_spans(paragraph) for paragraph in (*idea, claim.notes) if paragraph],
        "expect": record.expect,
        "verdict": Level.REFUTED if refuted else record.outcome,
        "tone": "bad" if not record.ok else "refuted" if refuted else "good",
        "evidence": evidence(record),
        "instances": f"{instances(record):,}",
        "counts": [(stage, f"{number:,}") for stage, number in record.counts.items() if number],
        "ratio": "-" if claim.relation == "==" else short(record.worst_ratio),
        "falls": record.falls,
        "loose": record.loose,
        "problems": record.problems,
        "details": list(record.details),
        "cases": [_case(case) for case in cases(record)],
    }


def _opening(path: Path) -> tuple[str, list[str]]:
    """The title and the paragraphs of a claim file's module docstring."""
    words = ast.get_docstring(ast.parse(split(path)[0].read_text("utf-8"))) or ""
    title, *paragraphs = [" ".join(block.split()) for block in words.split("\n\n")]
    return title.rstrip("."), paragraphs


def _spans(text: str) -> Markup:
    """Words with the ``code`` of a docstring marked up."""
    parts = re.split(r"``?([^`]+)``?", text)
    return Markup("").join(Markup("<code>{}</code>").format(p) if k % 2 else escape(p) for k, p in enumerate(parts))


def _case(case: Case) -> dict[str, Any]:
    fields = [
        {
            "name": field.name,
            "integers": field.integers,
            "shown": field.values if field.values != field.integers else "",
            "bars": [round(100 * share) for share in field.shares] if len(field.shares) <= WIDEST_BARS else [],
        }
        for field in case.fields
    ]
    return {"title": case.title, "fields": fields, "lhs": case.lhs, "rhs": case.rhs}
