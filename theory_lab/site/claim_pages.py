"""The pages of claims: one a claim, one a paper, and the table of all.

Main definitions
----------------
``claim_page``, ``paper_page``, ``paper_list``, ``claims_page``, ``claims_data``   the pages, and the data of the table
``levels``   how many claims reached which level
``fitting``  as much of a label as fits a node of a graph

Conventions: statements of a paper are sorted by the numbers in their labels, those without numbers last; behind them come those
of other sources.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape

from theory_lab.claims.verdicts.outcomes import Level
from theory_lab.report.formulas import Untypeset, typeset, wrapped
from theory_lab.report.papers import Paper
from theory_lab.site.drawings.graphs import HEIGHT, WIDTH, Graph, layered
from theory_lab.site.drawings.pictures import picture
from theory_lab.site.entries import STRENGTHS, TONES, UPPER, WEAK, Entry
from theory_lab.site.histories import Moment
from theory_lab.site.proofs import told
from theory_lab.site.typesetting.shorthand import LETTERS, Shorthand
from theory_lab.site.typesetting.writing import highlighted, rendered

_NUMBER = re.compile(r"\b(?:(?P<part>[A-Z]|\d+)\.(?P<number>\d+)|(?P<kind>Section|Appendix) (?P<alone>[A-Z]|\d+))")
_NUMBERED = re.compile(
    r"\b(?:Theorem|Proposition|Lemma|Corollary|Example|Definition|Exercise|Equation) (?:[A-Z]\.)?\d+(?:\.\d+)*"
)
_PLAIN = re.compile(r"^(?:Theorem|Proposition|Lemma|Corollary|Example|Definition|Exercise) (\d+)")
_ARXIV = re.compile(r"arXiv:(\d{4}\.\d{4,5})")
LONGEST = 22  # letters of a name that fit a node
ROOM = 12.0  # what fits of a label, in units of its size; and widths of letters in the broadest of the usual fonts
NARROW, USUAL, BROAD = 0.42, 0.7, 1.05
OTHERS = "Further statements"
# Of a row of the table; the last eight repeat from row to row, and are written once.  An id is its folder and its name.
COLUMNS = (
    "math",
    "tex",
    "more",
    "name",
    "label",
    "title",
    "folder",
    "paper",
    "level",
    "tone",
    "kind",
    "status",
    "fit",
    "strength",
)
REPEATED = 8
BADGES = {"refuted exactly": "refuted", "exact on small": "exact"}


def claim_page(entry: Entry, others: Mapping[str, Entry], history: Sequence[Moment] = ()) -> str:
    """The page of a claim; ``others`` are the entries of its paper by their names, ``history`` is that of its level."""
    proof = told(entry.claim)
    return rendered(
        "claim.html.jinja",
        depth=1,
        title=entry.title,
        tab="claims",
        entry=shown(entry),
        proof=proof,
        sketch=highlighted(proof.sketch) if proof else "",
        picture=picture(entry.claim, entry.record),
        history=history,
        code=highlighted(entry.code),
        uses=_known(entry.uses, others),
        used_by=_known(entry.used_by, others),
        instead=_known(entry.repairs, others),
        false=_known(entry.repaired, others),
    )


def _known(names: Sequence[str], others: Mapping[str, Entry]) -> list[Entry]:
    return [others[name] for name in names if name in others]


def shown(entry: Entry) -> dict[str, Any]:
    """An entry with its statement typeset and the address of its source, for a template."""
    names = (
        "id", "name", "claim", "record", "paper", "address", "level", "badge", "tone", "verdict", "evidence", "meaning", "counts",
        "ratio", "fit", "more", "constant", "title", "heading", "notes", "cases", "telling", "measures", "findings",
    )  # fmt: skip
    values = {name: getattr(entry, name) for name in names}
    return values | {"statement": wrapped(entry.record.statement), "link": _link(entry)}


def _link(entry: Entry) -> str:
    found = _ARXIV.search(entry.claim.source.reference)
    return f"https://arxiv.org/abs/{found[1]}" if found else ""


def paper_page(paper: Paper, entries: Sequence[Entry]) -> str:
    """A paper: what uses what, then its statements."""
    names = {entry.name: entry for entry in entries}
    uses = [(used, user) for user, all_used in paper.uses.items() for used in all_used if {used, user} <= names.keys()]
    repairs = [
        (false, instead) for false, all_of in paper.repairs.items() for instead in all_of if {false, instead} <= names.keys()
    ]
    graph = layered([*uses, *repairs]) if uses or repairs else None
    return rendered(
        "paper.html.jinja",
        depth=1,
        title=paper.title,
        tab="papers",
        shape="wide",
        paper=paper,
        link_text=paper.link.removeprefix("https://").removeprefix("arxiv.org/abs/"),
        number=len(entries),
        elsewhere=sum(bool(entry.elsewhere) for entry in entries),
        number_of_uses=len(uses),
        levels=levels(entries),
        groups=_groups(entries),
        graph=graph,
        repairs=set(repairs),
        nodes=_nodes(graph, names) if graph else [],
        places={name: place for place, (name, _) in enumerate(_sorted(graph))} if graph else {},
        node_width=WIDTH,
        node_height=HEIGHT,
    )


def _nodes(graph: Graph, names: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """Nodes in the order in which the Tab key visits them: by columns, from the top."""
    return [
        {"x": x, "y": y, "entry": names[name], "label": fitting(names[name].claim.source.label), "short": _cut(name)}
        for name, (x, y) in _sorted(graph)
    ]


def _sorted(graph: Graph) -> list[tuple[str, tuple[float, float]]]:
    return sorted(graph.nodes.items(), key=lambda item: item[1])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def fitting(label: str) -> str:
    """As much of a label as fits a node; what it is the number of comes first, by which one is told from another."""
    if (found := _NUMBERED.search(label)) and found.start():
        label = f"{found[0]}: {label[: found.start()].rstrip()} …"
    width = 0.0
    for place, letter in enumerate(label):
        width += NARROW if letter in " .,:;()'filjrtI-" else BROAD if letter in "mwMW…" else USUAL
        if width > ROOM:
            return label[:place].rstrip(" ,:") + "…"
    return label


def levels(entries: Sequence[Entry]) -> list[tuple[str, str, int]]:
    """Level, tone and number of claims, from the strongest level; refutations last."""
    counts = Counter(entry.level for entry in entries)
    order = [level for level in reversed(Level) if level != Level.REFUTED] + [Level.REFUTED]
    return [(str(level), TONES[level], counts[level]) for level in order if counts[level]]


def _groups(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Statements by the section of the paper in which they stand."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=place):
        groups.setdefault(_section(entry), []).append(entry)
    return [
        {"title": title, "anchor": "-".join(re.findall(r"\w+", title.lower())), "entries": [shown(entry) for entry in group]}
        for title, group in groups.items()
    ]


def _part(label: str) -> tuple[str, int]:
    """The section that a label names, and the number in it; empty where it names none."""
    if found := _NUMBER.search(label):
        return (found["part"], int(found["number"])) if found["part"] else (found["alone"], 0)
    return "", 0


def place(entry: Entry) -> tuple[str, int, int, str, int, str]:
    """Where a statement stands: in the paper, before other sources; sections, appendices, numbers without either, the rest."""
    part, number = _part(entry.claim.source.label)
    plain = _PLAIN.match(entry.claim.source.label)
    kind = 0 if part.isdigit() else 1 if part else 2 if plain else 3
    return (
        entry.elsewhere,
        kind,
        int(part) if part.isdigit() else 0,
        part,
        int(plain[1]) if plain and not part else number,
        entry.name,
    )


def _section(entry: Entry) -> str:
    if entry.elsewhere:
        return entry.elsewhere
    part, _ = _part(entry.claim.source.label)
    if part:
        return f"Section {part}" if part.isdigit() else f"Appendix {part}"
    return "Numbered statements" if _PLAIN.match(entry.claim.source.label) else OTHERS


def paper_list(papers: Sequence[tuple[Paper, Sequence[Entry]]]) -> str:
    """The papers side by side."""
    return rendered("papers.html.jinja", depth=1, title="Papers", tab="papers", shape="wide", cards=cards(papers))


def cards(papers: Sequence[tuple[Paper, Sequence[Entry]]]) -> list[dict[str, Any]]:
    """What a card says of each paper."""
    return [
        {
            "name": paper.name,
            "title": paper.title,
            "authors": ", ".join(paper.authors),
            "about": paper.about,
            "number": len(entries),
            "levels": levels(entries),
        }
        for paper, entries in papers
    ]


def claims_page(entries: Sequence[Entry]) -> str:
    """The table of all claims; its rows come from `claims_data`."""
    reached = [level for level, _, _ in levels(entries)]
    filters = (
        ("paper", "paper", sorted({short_name(entry.paper) for entry in entries})),
        ("level", "evidence", [BADGES.get(level, level) for level in reached]),
        ("kind", "kind", sorted({entry.claim.kind for entry in entries})),
        ("status", "wording", sorted({entry.record.status for entry in entries})),
        ("strength", "strength", [*STRENGTHS, UPPER, WEAK]),
        ("fit", "fit", ["tight", "loose"]),
    )
    papers = sorted({(entry.paper.name, entry.paper.title) for entry in entries})
    return rendered(
        "claims.html.jinja",
        depth=0,
        title="All claims",
        tab="claims",
        shape="wide",
        filters=filters,
        papers=papers,
        number=len(entries),
    )


def short_name(paper: Paper) -> str:
    return paper.name.replace("_", " ")


def claims_data(entries: Sequence[Entry]) -> str:
    """The rows of the table as a script; what a page puts into its markup is escaped."""
    shorthand = Shorthand()
    rows = [_row(entry, shorthand) for entry in entries]
    repeated = [sorted({row[place] for row in rows}) for place in range(len(COLUMNS) - REPEATED, len(COLUMNS))]
    # One letter for each word, from "0" on: of a thousand rows each takes a few bytes less than with numbers and commas.
    letters = [
        "".join(chr(ord("0") + words.index(word)) for words, word in zip(repeated, row[-REPEATED:], strict=True)) for row in rows
    ]
    short = [[*row[:-REPEATED], told] for row, told in zip(rows, letters, strict=True)]
    data = {"tags": shorthand.tags, "letters": LETTERS, "names": COLUMNS, "words": repeated, "rows": short}
    return f"const CLAIMS={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _row(entry: Entry, shorthand: Shorthand) -> list[str]:
    """The columns of a row, as they are named in ``COLUMNS``."""
    try:
        formula = [shorthand.written(typeset(entry.record.statement, "inline")), ""]
    except Untypeset:
        formula = ["", entry.record.statement]
    folder, _, name = entry.id.partition(".")
    return [
        *(formula[0], str(escape(formula[1])), str(escape(entry.more))),
        *(str(escape(text)) for text in (name, entry.claim.source.label, entry.title, folder, short_name(entry.paper))),
        *(BADGES.get(entry.level, entry.level), entry.tone, entry.claim.kind, entry.record.status, entry.fit, entry.strength),
    ]
