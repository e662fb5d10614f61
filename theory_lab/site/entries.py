"""What a page shows of one claim: the record, the claim's own words and code, and its place among the others.

Main definitions
----------------
``Entry``    one claim
``entries``  the entries of records, with what they use and what uses them
``MEANINGS`` what each level says

Conventions: a tone is a name of a colour of the pages; an address is relative to the root of the site.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from markupsafe import Markup, escape

from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record, said
from theory_lab.claims.registry import split
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.report.counterexamples import Case, cases
from theory_lab.report.papers import Paper, own_references
from theory_lab.report.quantities import readable, short, value_of
from theory_lab.report.shown.closed import in_closed_form
from theory_lab.report.table import evidence, instances, strength

MEANINGS: dict[str, str] = {
    Level.STATED: "No certificate and no proof yet: theory-lab certify checks the claim and writes a certificate.",
    Level.SIMULATED: "Random runs: the claim holds with the stated confidence. This is statistics, not a proof.",
    Level.TREND: "Exact values along a grid of sizes, each compared with the next. This says nothing beyond the grid.",
    Level.COMPUTED: "Finitely many stated instances or numbers, each decided exactly. There was no search.",
    Level.SCREENED: "Random instances, small ones decided exactly, and a search for the worst. Evidence, not a proof.",
    Level.EXACT_ON_SMALL: "Every instance up to a weight was decided exactly, and a search found no counterexample. Not a proof.",
    Level.COVERED: "Settled at these sizes for all real parameters, in intervals or as rational functions: a proof for them.",
    Level.PROVED: "A proof, checked step by step by a small program.",
    Level.REFUTED: "A counterexample, decided exactly. This is final.",
}
UNDECIDED = "Checked, and neither refuted nor confirmed."  # in place of what STATED says, after a check
TONES: dict[str, str] = {
    Level.STATED: "stated", Level.SIMULATED: "simulated", Level.TREND: "trend", Level.COMPUTED: "computed",
    Level.SCREENED: "screened", Level.EXACT_ON_SMALL: "exact", Level.COVERED: "covered", Level.PROVED: "proved",
    Level.REFUTED: "refuted",
}  # fmt: skip
# What the numbers beside a claim count.
COUNTS: dict[str, str] = {
    "small": "all of the lightest instances, each decided exactly",
    "screened": "random instances in floats; those close to failing were decided exactly",
    "property": "instances drawn by Hypothesis, each decided exactly",
    "attacked": "instances that the search for the worst visited; those that mattered were decided exactly",
    "vacuous": "of these, instances that violate a hypothesis and say nothing",
}
RATIO = "left side over right side at the closest instance; at 1 the bound is attained"
TELLING = "the share of small instances at which the claim could have failed, given what is known without it"
# Shares of telling instances by which the table is filtered: at least so much, in percent.
STRENGTHS: dict[str, Fraction] = {
    "10 % and more": Fraction(10), "1 % to 10 %": Fraction(1), "less than 1 %": Fraction(0),
}  # fmt: skip
UPPER = "an upper bound alone"
WEAK = "weak, with a reason"
# A bound is called tight when some instance comes this close to it: one part in a hundred.
TIGHT = 0.99
LONG = 9  # letters of a fraction beyond which nobody sees its size
_EMPHASIS = re.compile(r"(?<![\w*])\*(\w(?:[^*]*\w)?)\*(?![\w*])")  # a star beside a space or behind a letter is a product
WIDEST_BARS = 24  # bars of more entries than this are too thin to read


@dataclass(frozen=True)
class Entry:
    """One claim on a page; ``elsewhere`` is its source where that is not the paper of its page."""

    record: Record
    one: Filed
    paper: Paper
    uses: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def name(self) -> str:
        """The id without the paper."""
        return self.paper.named(self.id)

    @property
    def claim(self) -> Claim:
        return self.one.claim

    @property
    def label(self) -> str:
        """Where it stands in its source, which comes first where it is another one than that of its page."""
        return ", ".join(filter(None, (self.elsewhere.partition(",")[0], self.claim.source.label)))

    @property
    def address(self) -> str:
        return f"claims/{self.id}.html"

    @property
    def level(self) -> str:
        """The level without its marks, by which claims are counted."""
        return str(self.record.evidence).partition(" (")[0]

    @property
    def badge(self) -> str:
        """The level with what is proved and the constant it is about, as every page and every command say it."""
        return replace(self.record, stored=False, proved_stored=False).level

    @property
    def more(self) -> str:
        """What the badge says beside the level, where that is about a part or a constant; for a table."""
        record = self.record
        proved = f"{Level.PROVED} ({record.proved})" if record.proved and self.level != Level.PROVED else ""
        covered = f"{Level.COVERED} ({record.covered})" if record.covered and self.level == Level.EXACT_ON_SMALL else ""
        return ", ".join(filter(None, (proved, covered, self.constant)))

    @property
    def constant(self) -> str:
        """The value of an unknown constant that all is about: ``c = 51/64``."""
        return said({**self.record.constant, "refuted": ""}) if self.record.constant else ""

    @property
    def tone(self) -> str:
        return TONES.get(self.level, "stated") if self.record.ok else "bad"

    @property
    def verdict(self) -> str:
        refuted = self.record.outcome == Outcome.FAILS
        return str(Level.REFUTED if refuted else self.record.outcome or self.record.evidence)

    @property
    def evidence(self) -> str:
        return evidence(self.record)

    @property
    def meaning(self) -> str:
        """What the level says; before it what is proved or covered at some sizes, behind it the constant that it is about."""
        record = self.record
        meaning = UNDECIDED if self.level == Level.STATED and record.outcome else MEANINGS.get(self.level, "")
        parts = [f"{Level.PROVED.capitalize()} ({record.proved})." if record.proved and self.level != Level.PROVED else ""]
        if record.covered and self.level == Level.EXACT_ON_SMALL:
            parts.append(f"{Level.COVERED.capitalize()} ({record.covered}): settled there for all real parameters.")
        first = " ".join(filter(None, parts))
        at = f" All of this is about {said(record.constant)}." if record.constant else ""
        return f"{first} Elsewhere: {meaning[:1].lower()}{meaning[1:]}{at}" if first else f"{meaning}{at}"

    @property
    def instances(self) -> str:
        return f"{instances(self.record):,}" if instances(self.record) else ""

    @property
    def counts(self) -> list[tuple[str, str]]:
        return [(stage, f"{number:,}") for stage, number in self.record.counts.items() if number]

    @property
    def ratio(self) -> str:
        return "" if self.claim.relation == "==" or not self.record.worst_ratio else short(self.record.worst_ratio)

    @property
    def telling(self) -> str:
        """The share of telling instances, and an empty word where there is nothing to count."""
        return strength(self.record).strip("-")

    @property
    def strength(self) -> str:
        """The share of telling instances, by the words of ``STRENGTHS``, or why none fits; empty without a count."""
        telling, _, of = (self.record.strength or "").partition("/")
        if self.record.weak or not of or not int(of):
            return WEAK if self.record.weak else ""
        if self.record.bounded:
            return UPPER
        share = Fraction(100 * int(telling), int(of))
        return next(words for words, least in STRENGTHS.items() if share >= least)

    @property
    def measures(self) -> list[tuple[str, str]]:
        """What the numbers that are shown measure."""
        counts = [(name, COUNTS[name]) for name, _ in self.counts if name in COUNTS]
        worst = "worst ratio" if self.record.outcome == Outcome.FAILS else "tightest ratio"
        return counts + [(worst, RATIO)] * bool(self.ratio) + [("telling instances", TELLING)] * bool(self.telling)

    @property
    def fit(self) -> str:
        """``tight`` or ``loose`` for a bound that holds, and an empty word for anything else."""
        ratio = value_of(self.record.worst_ratio)
        if self.record.outcome != Outcome.HOLDS or self.claim.relation == "==" or self.claim.kind != "inequality":
            return ""
        sharpened = ("sharpened", "refuted") in self.record.details
        if self.claim.loose:
            return "loose"
        return "tight" if sharpened or (ratio is not None and ratio >= TIGHT) else "loose" if ratio is not None else ""

    @cached_property
    def _opening(self) -> tuple[str, list[str]]:
        words = ast.get_docstring(self._tree) or ""
        title, *paragraphs = [" ".join(block.split()) for block in words.split("\n\n")]
        return title.rstrip("."), paragraphs

    @cached_property
    def _tree(self) -> ast.Module:
        return ast.parse(self._text)

    @cached_property
    def _text(self) -> str:
        return split(self.one.path)[0].read_text("utf-8")

    @property
    def title(self) -> str:
        """The first sentence of the file as plain words, for a search and the head of a window."""
        return self._opening[0].replace("`", "") or self.id

    @property
    def heading(self) -> Markup:
        """The same with its ``code`` marked up, for a page."""
        return spans(self._opening[0] or self.id)

    @property
    def notes(self) -> list[Markup]:
        """What the file says of itself, paragraph by paragraph."""
        return [spans(paragraph) for paragraph in (*self._opening[1], self.claim.notes) if paragraph]

    @property
    def words(self) -> str:
        """All of that as plain words, for a search."""
        return " ".join((self.title, *self._opening[1], self.claim.notes, *self.claim.given))

    @property
    def code(self) -> str:
        """The file without what is shown as words."""
        first = self._tree.body[0] if self._tree.body else None
        if first is None or ast.get_docstring(self._tree) is None:
            return self._text.strip()
        return "\n".join(self._text.splitlines()[first.end_lineno :]).strip()

    @property
    def findings(self) -> list[tuple[str, str]]:
        """What else was found, with numbers that can be read."""
        return [(name, readable(text)) for name, text in self.record.details]

    @property
    def cases(self) -> list[tuple[Case, list[list[int]]]]:
        """The instances worth showing, long fractions with their decimals, each with the bars of its fields."""
        return [
            (_rounded(case), [_bars(field.shares) for field in case.fields])
            for case in cases(in_closed_form(self.claim, self.record))
        ]


def entries(found: Sequence[Filed], records: Sequence[Record], papers: Mapping[str, Paper]) -> list[Entry]:
    """One entry a record, in their order; ``found`` holds the claim of each, ``papers`` its paper by its id."""
    files = {one.name: one for one in found}
    own = own_references((papers[record.id].name, files[record.id].claim.source.reference) for record in records)
    return [_entry(record, files[record.id], papers[record.id], own) for record in records]


def _entry(record: Record, one: Filed, paper: Paper, own: Mapping[str, str]) -> Entry:
    name, reference = paper.named(record.id), one.claim.source.reference
    repaired = tuple(false for false, instead in paper.repairs.items() if name in instead)
    elsewhere = "" if reference == own.get(paper.name) else reference
    uses, used_by, repairs = paper.uses.get(name, ()), paper.used_by(name), paper.repairs.get(name, ())
    return Entry(record, one, paper, uses, used_by, repairs, repaired, elsewhere)


def spans(text: str) -> Markup:
    """Words with the ``code`` and the *emphasis* of a docstring marked up."""
    parts = re.split(r"``?([^`]+)``?", text)
    return Markup("").join(Markup("<code>{}</code>").format(p) if k % 2 else _emphasised(p) for k, p in enumerate(parts))


def _emphasised(text: str) -> Markup:
    parts = _EMPHASIS.split(text)
    return Markup("").join(Markup("<em>{}</em>").format(p) if k % 2 else escape(p) for k, p in enumerate(parts))


def _rounded(case: Case) -> Case:
    return replace(case, lhs=_decimal(case.lhs), rhs=_decimal(case.rhs))


def _decimal(number: str) -> str:
    """A long fraction with its decimals beside it, and one that nobody reads by them alone."""
    if (near := readable(number)) != number:
        return near
    return f"{number} ≈ {short(number)}" if "/" in number and len(number) > LONG and "=" not in number else number


def _bars(shares: Sequence[float]) -> list[int]:
    return [round(100 * share) for share in shares] if len(shares) <= WIDEST_BARS else []
