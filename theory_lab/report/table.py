"""The table on a terminal, the lines in a pipe.

A run hands over each record as it is finished. On a terminal the records fill a live table; elsewhere each
becomes one plain line, so that output can be read, searched and compared. Both end with the same summary.

Main definitions: `Display` (what a run writes to), `row`, `remarks`, `summary`, `listing`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from types import TracebackType

from rich.console import Console, Group
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from theory_lab.claims.record import SMALL, Record
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.proofs.evidence.reaches import counted as reached
from theory_lab.report.quantities import readable, short

COLUMNS = ("claim", "label", "status", "expect", "outcome", "evidence", "instances", "strength", "ratio", "time")
STACKED = (("claim", "label"), ("outcome", "expect"), ("evidence", "instances"), ("ratio", "strength"), ("time",))
RIGHT = ("instances", "strength", "ratio", "time")
FIXED = {"status": 11, "expect": 6, "outcome": 14, "instances": 10, "strength": 10, "ratio": 9, "time": 7}
SHARES = {"claim": 42, "label": 22, "evidence": 36}
WIDE = 140  # columns of a terminal from which a record fits on one line
# In the summary: what was decided, then what was not.
COUNTED: tuple[str, ...] = (Outcome.HOLDS, Outcome.TIES, Outcome.FAILS, Outcome.UNDECIDED, Outcome.VACUOUS, Outcome.ERROR)
# How the reason begins for which a claim is kept although nothing tells; red on a terminal.
WEAK = "weak: "
# Levels at which the telling instances are counted, sooner or later.
COUNTABLE = (Level.SCREENED, Level.EXACT_ON_SMALL, Level.COVERED, Level.PROVED)
STATUSES = ("printed", "second-hand", "textbook", "derived")


def row(record: Record) -> dict[str, str]:
    """The cells of one record, by column."""
    return {
        "claim": record.id,
        "label": record.label,
        "status": record.status,
        "expect": record.expect,
        "outcome": record.outcome + ("" if record.ok else " !"),
        "evidence": evidence(record),
        "instances": f"{instances(record):,}" if instances(record) else "-",
        "strength": strength(record),
        "ratio": short(record.worst_ratio),
        "time": f"{record.seconds:.1f} s",
    }


def evidence(record: Record) -> str:
    """The level, its reach, and the mark ``attacked``: ``exact on small, n <= 4 + attacked``; a proof needs no other reach."""
    if record.evidence == Level.STATED:  # how far was looked says nothing where nothing was decided, as after an error
        return record.level
    reaching = record.small_bound and record.outcome != Outcome.FAILS and record.evidence != Level.PROVED
    return f"{record.level}{f', {record.small_bound}' if reaching else ''}{' + attacked' if record.attacked else ''}"


def strength(record: Record) -> str:
    """The share of telling instances, ``<=`` before an upper bound; ``?`` where a certificate lacks the count, ``-`` for none."""
    if record.strength is None:
        counted_later = record.outcome in ("", Outcome.HOLDS) and record.evidence in COUNTABLE
        return "?" if counted_later else "-"
    telling, of = map(int, record.strength.split("/"))
    return f"{'<= ' * record.bounded}{short(str(Fraction(100 * telling, of)))} %" if of else "-"


def instances(record: Record) -> int:
    """How many instances were judged, in every stage together."""
    return sum(record.counts.get(stage, 0) for stage in ("screened", "small", "property", "attacked"))


def remarks(record: Record, alone: bool = False) -> list[str]:
    """The rows shown under a claim: why it is kept without strength, the range of an unknown constant, what a level lacks.

    All rows are shown of a claim that behaved and was asked for alone; any other gets a full account, and so does a refuted one
    that was asked for alone.
    """
    weak = [f"{WEAK}{record.weak}"] if record.weak else []
    if not record.ok or (alone and record.outcome == Outcome.FAILS):
        return weak

    def matters(name: str) -> bool:
        return alone or name.startswith("constant ") or (name == SMALL and not record.proved)

    return weak + [f"{name}: {readable(text)}" for name, text in record.details if matters(name)]


def summary(records: Sequence[Record], seconds: float, asked: int, stopped: bool = False) -> str:
    """One line: how many claims hold or are refuted, how many hold at stated instances only, by status, and
    whether all behaved as expected."""
    outcomes = Counter(record.outcome for record in records)
    words: dict[str, str] = {Outcome.HOLDS: "hold", Outcome.TIES: "hold but for ties", Outcome.FAILS: "refuted"}
    inner = [f"{number} {word}" for word, number in _reached(records).items() if number]
    words[Outcome.HOLDS] += f" ({', '.join(inner)})" if inner else ""
    parts = [", ".join(f"{outcomes[name]} {words.get(name, name)}" for name in sorted(outcomes, key=_rank))]
    for status in STATUSES:
        group = [record for record in records if record.status == status]
        if group:
            refuted = sum(record.outcome == Outcome.FAILS for record in group)
            parts.append(f"{status} {len(group)}" + (f" ({refuted} refuted)" if refuted else ""))
    wrong = sum(not record.ok for record in records)
    if again := sum(not record.rechecked for record in records):
        parts.append(f"{counted(again, 'certificate')} to recheck")
    if again := sum(record.proved_stored for record in records):
        parts.append(f"{counted(again, 'claim')} with proofs to recheck")
    stopped = stopped or len(records) < asked
    if records:
        parts.append(f"{wrong} not as expected" if wrong else f"all {'so far ' if stopped else ''}as expected")
    parts.append(f"{seconds:.1f} s")
    head = counted(len(records), "claim")
    if stopped:
        head = f"stopped: {len(records)} of {counted(asked, 'claim')}"
    return f"{head}: " + " | ".join(part for part in parts if part)


def _reached(records: Sequence[Record]) -> dict[str, int]:
    """How many of those that hold are computed, and how many are proved by a proof that this code has verified."""
    proved = [record for record in records if record.proved and not record.proved_stored]
    reaches = reached((record.proved, record.evidence == Level.PROVED) for record in proved)
    return {
        "computed": sum(record.evidence == Level.COMPUTED for record in records),
        "proved for all n": reaches.for_all,
        "proved at their sizes": reaches.whole,
        "proved at some sizes": reaches.part,
    }


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _rank(outcome: str) -> int:
    return COUNTED.index(outcome) if outcome in COUNTED else len(COUNTED)


class Display:
    """Where a run shows its records: a live table on a terminal, one line for each record elsewhere.

    Used as a context manager; `add` takes each finished record, `now` says what is being worked on.  Its clock has run since
    ``began``, where the work began before there was anything to show.
    """

    def __init__(self, console: Console, identifiers: Sequence[str], began: float | None = None) -> None:
        self._console = console
        self._asked = len(identifiers)
        self._width = max((len(identifier) for identifier in identifiers), default=0)
        self._started = time.monotonic() if began is None else began
        self._now = ""
        self.records: list[Record] = []
        live = console.is_terminal and not console.is_dumb_terminal
        self._live = Live(console=console, get_renderable=self._frame, transient=True) if live else None

    def __enter__(self) -> Display:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()
            self._console.print(table(self.records, self._console.width))
            for record in self.records:
                for remark in self._remarks(record):
                    self._console.print(_remark(f"{record.id}  ", remark))
        last = Text(summary(self.records, self.seconds, self._asked, kind is not None), style="bold")
        self._console.print(last, soft_wrap=not self._console.is_terminal)

    @property
    def seconds(self) -> float:
        """Time since the work began."""
        return time.monotonic() - self._started

    def now(self, text: str) -> None:
        """Say what is being worked on, in every process; shown on a terminal only."""
        self._now = text

    def add(self, record: Record) -> None:
        """Show one finished record."""
        self.records.append(record)
        if not self._live:
            for text in (line(record, self._width), *(f"    {remark}" for remark in self._remarks(record))):
                self._console.print(Text(text), soft_wrap=True)

    def _left(self) -> str:
        """The time left, if the claims to come take as long as those that are done."""
        if not self.records or len(self.records) == self._asked:
            return ""
        return f", about {self.seconds * (self._asked / len(self.records) - 1):.0f} s left"

    def _remarks(self, record: Record) -> list[str]:
        return remarks(record, alone=self._asked == 1)

    def _frame(self) -> Group:
        """The last rows that fit the screen, and what is being worked on."""
        width = self._console.width
        fits = max(1, (self._console.height - 4) // (1 if width >= WIDE else 2))
        wrong = sum(not record.ok for record in self.records)
        bad = f", {wrong} not as expected" if wrong else ""
        foot = f" {len(self.records)} of {self._asked} claims{bad}, {self.seconds:.0f} s{self._left()}  {self._now}"
        return Group(table(self.records[-fits:], width, fold=False), Spinner("dots", Text(foot, no_wrap=True)))


def _remark(head: str, remark: str) -> Text:
    return Text.assemble(head, (remark, "bold red" if remark.startswith(WEAK) else ""))


def line(record: Record, width: int = 0) -> str:
    """One record as a plain line; the id is padded to ``width``."""
    cells = row(record)
    mark = "ok " if record.ok else "NOT"
    if record.ok:
        verdict = f"{record.outcome} as expected, "
    elif record.outcome == record.expect:
        verdict = f"{record.outcome}, problem: {readable(record.problems[0])}; "
    else:
        verdict = f"{record.outcome}, not {record.expect}, "
    numbers = f"{_numbered(cells)}, strength {cells['strength']}, ratio {cells['ratio']}, {cells['time']}"
    said = f"{record.label} ({record.status})"
    return f"{mark} {record.id:{width}}  {verdict}{cells['evidence']}; {numbers}; {said}"


def table(records: Sequence[Record], width: int, fold: bool = True) -> Table:
    """The records as a table: nine columns on a wide terminal, two lines a row on a narrow one.

    Without ``fold`` a cell that is too long is cut, so that the height of a row is known.
    """
    columns = tuple((name,) for name in COLUMNS) if width >= WIDE else STACKED
    view = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for names, cells_wide in zip(columns, _widths(columns, width), strict=True):
        number = names[0] in RIGHT
        view.add_column(
            "\n".join(names),
            justify="right" if number else "left",
            overflow="fold" if fold else "ellipsis",
            width=cells_wide,
            no_wrap=number or not fold,
        )
    for record in records:
        cells = row(record)
        view.add_row(*(_cell(names, cells, record) for names in columns))
    return view


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Fixed widths, so that the table keeps its place while rows come in; free ones share the rest."""
    fixed = [FIXED.get(names[0], 0) for names in columns]
    shares = [SHARES.get(names[0], 0) for names in columns]
    left = max(0, width - sum(fixed) - 2 * (len(columns) - 1))
    return [known or max(8, left * share // sum(shares)) for known, share in zip(fixed, shares, strict=True)]


def _cell(names: Sequence[str], cells: dict[str, str], record: Record) -> Text:
    """One cell, or two stacked, the second one dim."""
    words = [(cells[name], _style(name, record)) for name in names]
    if len(words) == 1:
        return Text(*words[0])
    under = {
        "label": f"{cells['label']}, {cells['status']}",
        "expect": f"expected {cells['expect']}",
        "instances": _numbered(cells),
    }.get(names[1], cells[names[1]])
    return Text.assemble(words[0], "\n", (under, "dim"))


def _numbered(cells: dict[str, str]) -> str:
    return f"{cells['instances']} instance{'' if cells['instances'] == '1' else 's'}"


def _style(column: str, record: Record) -> str:
    if column == "outcome":
        return "green" if record.ok else "bold red"
    return "dim" if column in ("status", "expect", "time", "instances") else ""


def listing(records: Sequence[Record], console: Console) -> Table | Text:
    """Claims that were not checked: a table on a terminal, one line each elsewhere."""
    if not console.is_terminal:
        width = max((len(record.id) for record in records), default=0)
        weak = {r.id: f"  {WEAK}{r.weak}" if r.weak else "" for r in records}
        known = {r.id: f"expect {r.expect}  {r.level}  strength {strength(r)}" for r in records}
        lines = [f"{r.id:{width}}  {known[r.id]}  {r.label} ({r.status})  {r.statement}{weak[r.id]}" for r in records]
        return Text("\n".join(lines))
    view = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in ("claim", "label", "expect", "evidence", "strength"):
        view.add_column(name, overflow="fold", no_wrap=name == "expect")
    for record in records:
        label = Text.assemble(record.label, (f" ({record.status})", "dim"))
        said = Text.assemble(evidence(record), (f"\n{WEAK}{record.weak}" if record.weak else "", "bold red"))
        view.add_row(Text(record.id), label, Text(record.expect), said, Text(strength(record)))
    return view
