"""The appendix as LaTeX: what was done, a table of the claims, constants, counterexamples worked out.

Main definitions
----------------
``appendix``    the text to ``\\input`` into a paper; it needs amsmath, amssymb and longtable
``standalone``  a document around it
``write``       both, into a folder
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2

import theory_lab
from theory_lab.appendix.entries import Entry
from theory_lab.appendix.typesetting import BREAK, name, number, statement, values, words
from theory_lab.claims.checks.readings import are_apart
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.files import write_whole
from theory_lab.report.counterexamples import CLOSE, OUTCOMES
from theory_lab.report.quantities import short

APPENDIX, STANDALONE = "numerical_verification.tex", "standalone.tex"
MEANINGS: dict[str, str] = {
    Level.STATED: "not checked",
    Level.SIMULATED: "random runs; the claim holds with the stated confidence",
    Level.TREND: "exact values along a grid of sizes, each compared with the next",
    Level.COMPUTED: "finitely many stated instances or numbers, each decided exactly",
    Level.SCREENED: "random instances, small ones, and a search for the worst; what matters is decided exactly; no proof",
    Level.EXACT_ON_SMALL: "every instance up to the reach was decided exactly, a search went beyond; no proof beyond the reach",
    Level.COVERED: "all real parameters at the listed sizes, by interval arithmetic in boxes or as rational functions",
    Level.PROVED: "a proof for all of its reach, verified by a kernel",
    Level.REFUTED: "a counterexample, decided exactly",
}


def appendix(entries: Sequence[Entry]) -> str:
    """The section, in the order of the entries."""
    levels = Counter(_level(one) for one in entries)
    labels = _labels([one.record for one in entries])
    return (
        _environment()
        .get_template("appendix.tex.jinja")
        .render(
            version=theory_lab.__version__,
            count=len(entries),
            summary=[(words(level), words(MEANINGS[level]), levels[level]) for level in reversed(MEANINGS) if levels[level]],
            rows=[_row(one, labels[one.record.id]) for one in entries],
            constants=[row for one in entries for row in _constants(one.record, labels[one.record.id])],
            counterexamples=[_counterexample(one) for one in entries if one.refuted],
        )
    )


def standalone() -> str:
    """A document that holds the section alone."""
    return _environment().get_template("standalone.tex.jinja").render(section=APPENDIX)


def write(folder: Path, entries: Sequence[Entry]) -> Path:
    """Write the section and the document around it, and return the section's place."""
    write_whole(folder / APPENDIX, appendix(entries))
    write_whole(folder / STANDALONE, standalone())
    return folder / APPENDIX


def _environment() -> jinja2.Environment:
    """Templates whose marks do not get into LaTeX's way; what goes in was written for LaTeX already."""

    def loaded(template: str) -> str:
        return resources.files("theory_lab.appendix").joinpath(f"templates/{template}").read_text("utf-8")

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(loaded), block_start_string="<%", block_end_string="%>", variable_start_string="<<",
        variable_end_string=">>", comment_start_string="<#", comment_end_string="#>", trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip


def _labels(records: Sequence[Record]) -> dict[str, str]:
    """The label of each record by its id, with the source where there are several."""
    several = len({record.source for record in records}) > 1
    return {r.id: f"{r.source}, {r.label or r.id}" if several else r.label or r.id for r in records}


def _level(one: Entry) -> str:
    """The level without what it is about: what is proved at some sizes only counts by its other evidence."""
    level = one.record.evidence.split(" (")[0]
    return level if level in MEANINGS else Level.STATED


def _row(one: Entry, label: str) -> dict[str, str]:
    record = one.record
    told = record.outcome == Outcome.HOLDS or record.evidence == Level.REFUTED  # the level says it
    said = "" if told else OUTCOMES.get(record.outcome, record.outcome)
    return {
        "label": words(label),
        "statement": statement(record.statement),
        "level": words(f"{replace(record, stored=False).level}{' + attacked' if record.attacked and not one.refuted else ''}"),
        "said": words(said),
        "reach": words(_reach(one)),
        "ratio": _ratio(one),
        "note": words(record.loose and f"loose: {record.loose}"),
    }


def _reach(one: Entry) -> str:
    """What was decided or proved; where a proof is about some of the sizes only, also how far the check of all of them went."""
    if not one.record.proved:
        return "one instance suffices" if one.refuted else one.record.small_bound
    sizes = ", ".join(map(str, one.theorem.sizes))
    reach = "all real parameters" if one.theorem.sizes == (None,) else f"all real parameters, size {sizes}"
    if one.theorem.horizons or one.theorem.along:
        reach = f"all real parameters, {one.theorem.reach}"
    elif one.theorem.all_sizes:
        reach = "all sizes, all real parameters"
    return reach if one.record.evidence == Level.PROVED else f"{reach}; {one.record.small_bound}"


def _ratio(one: Entry) -> str:
    """The largest ratio of the sides seen; for an equation there is none."""
    text = short(one.record.worst_ratio)
    if one.relation == "==" or text == "-" or one.refuted:
        return "--"
    return _near_one(text)


def _near_one(text: str) -> str:
    """A ratio of few digits, perhaps 1 and how far it is from it."""
    if " - " in text or " + " in text:
        whole, sign, gap = text.split()
        return rf"${whole} {sign} {number(gap)}$"
    return rf"${number(text)}$"


def _constants(record: Record, label: str) -> Iterator[dict[str, str]]:
    """What was found of unknown constants, and of equality and sharper forms."""
    told = [
        f"{kind}: {text}"
        for kind, text in record.details
        if kind.startswith(("constant ", "without ")) or kind in ("tight", "sharpened")
    ]
    if told:
        yield {"label": words(label), "text": words("; ".join(told))}


def _counterexample(one: Entry) -> dict[str, Any]:
    record = one.record
    worst = record.worst_values and record.worst_witness != record.witness
    return {
        "label": words(record.label or record.id),
        "source": words(record.source),
        "statement": statement(record.statement),
        "falls": words(record.falls),
        "relation": one.relation.replace("<=", r"\le").replace(">=", r"\ge").replace("==", "="),
        "small": _instance(record.witness_values, record.witness_size, record.lhs, record.rhs),
        "worst": _instance(record.worst_values, record.worst_size, record.worst_lhs, record.worst_rhs) if worst else None,
        "grows": _grows(one),
    }


def _grows(one: Entry) -> str:
    """What is larger at the worst counterexample: the ratio of the sides, or their difference where no ratio ranks them."""
    if one.relation == "==" or one.record.worst_ratio is None:
        return "The difference of the sides is larger at"
    return f"The ratio of the sides is larger, {_near_one(short(one.record.worst_ratio))}, at"


def _instance(shown: Any, size: Any, left: str | None, right: str | None) -> dict[str, Any] | None:
    """The size and the fields of an instance, long ones on lines of their own, and both sides."""
    if left is None or right is None:
        return None
    texts = [rf"${name(field)} = {values(value)}$" for field, value in shown.items()]
    texts = texts if size is None else [f"size ${values(size)}$", *texts]
    ended = [*(f"{text}," for text in texts[:-1]), *texts[-1:]]
    fields = [rf"\par {text}\par" if BREAK in text else text for text in ended]
    note = "" if are_apart(left, right) else f" ({CLOSE})"
    return {"fields": fields, "left": number(left), "right": number(right), "note": note}
