"""The report: one HTML page that needs nothing but itself.

A claim is a row that opens.  Filters are rules of style that ask which button is down: no script runs, and nothing is fetched.

Main definitions: `page`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.report import plots
from theory_lab.report.formulas import statement
from theory_lab.report.papers import papers as papers_of
from theory_lab.report.quantities import value_of
from theory_lab.report.table import STATUSES
from theory_lab.site.claim_pages import levels, shown
from theory_lab.site.entries import Entry
from theory_lab.site.typesetting.writing import highlighted, rendered, resource

if TYPE_CHECKING:
    from theory_lab.claims.record import Record
    from theory_lab.claims.verdicts.certificates import Filed

MOST_DOTS = 40  # rows of a figure that can still be read
FOOT = f"Levels: {', '.join(level for level in Level if level != Level.REFUTED)}; or {Level.REFUTED}."
Group = tuple[str, list[str]]


def page(found: Sequence[Filed], records: Sequence[Record], title: str = "Claims, checked") -> str:
    """The whole page for the records, in their order; claims of ``found`` without one were not finished, and it says so."""
    files = {one.name: one for one in found}
    places = papers_of(((one.name, one.path) for one in found), files=False)
    entries = [Entry(record, files[record.id], places[record.id]) for record in records]
    done = {record.id for record in records}
    groups = _groups(entries)
    papers = [
        {"title": paper, "entries": [_card(entry, groups) for entry in group]}
        for paper, group in groupby(entries, key=lambda entry: entry.paper.title)
    ]
    return rendered(
        "one_page.html.jinja",
        depth=0,
        title=title,
        style=Markup(resource("style.css") + resource("one_page.css")),
        filters=[_filter(name, options) for name, options in groups],
        filters_style=Markup("\n").join(_rule(name, k) for name, options in groups for k in range(len(options))),
        missing=[one.name for one in found if one.name not in done],
        tiles=_tiles(entries),
        figure=Markup(_figure(entries)),
        entries=entries,
        papers=papers,
        foot=FOOT,
    )


def _card(entry: Entry, groups: Sequence[Group]) -> dict[str, Any]:
    own = {"paper": entry.paper.title, "evidence": entry.level, "wording": entry.record.status, "result": _result(entry)}
    marks = " ".join(f"{name}-{options.index(own[name])}" for name, options in groups)
    inline = statement(entry.record.statement, "inline")
    return shown(entry) | {"marks": marks, "inline": inline, "listing": highlighted(entry.code)}


def _result(entry: Entry) -> str:
    return "as expected" if entry.record.ok else "not as expected"


def _groups(entries: Sequence[Entry]) -> list[Group]:
    """What can be told apart: each with its options, where there are at least two."""
    groups = [
        ("paper", sorted({entry.paper.title for entry in entries})),
        ("evidence", sorted({entry.level for entry in entries})),
        ("wording", sorted({entry.record.status for entry in entries})),
        ("result", sorted({_result(entry) for entry in entries})),
    ]
    return [(name, options) for name, options in groups if len(options) > 1]


def _filter(name: str, options: Sequence[str]) -> dict[str, Any]:
    return {"name": name, "title": name, "options": [{"id": f"{name}-{k}", "title": title} for k, title in enumerate(options)]}


def _rule(name: str, place: int) -> Markup:
    """While a button is down, rows without its mark are hidden."""
    return Markup(".one-page:has(#{0}-{1}:checked) .claim:not(.{0}-{1}) {{ display: none; }}").format(name, place)


def _tiles(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The numbers at the head of the page."""
    records = [entry.record for entry in entries]
    tiles = [{"number": len(records), "what": "claim" if len(records) == 1 else "claims", "tone": ""}]
    tiles += [{"number": number, "what": level, "tone": tone} for level, tone, number in levels(entries)]
    wrong = sum(not record.ok for record in records)
    if wrong:
        tiles.append({"number": wrong, "what": "not as expected", "tone": "bad"})
    wordings = Counter(r.status for r in records)
    tiles += [{"number": wordings[status], "what": status, "tone": ""} for status in STATUSES if wordings[status]]
    return tiles


def _figure(entries: Sequence[Entry]) -> str:
    """The tightest bounds, ranked."""
    bounds = [entry for entry in entries if entry.record.outcome == Outcome.HOLDS and entry.claim.relation != "=="]
    ranked = [(entry.id, value_of(entry.record.worst_ratio)) for entry in bounds]
    known = [(name, ratio) for name, ratio in ranked if ratio is not None and 0 <= ratio <= 1]
    known = sorted(known, key=lambda pair: -pair[1])[:MOST_DOTS]
    return plots.tightness([name for name, _ in known], [ratio for _, ratio in known])
