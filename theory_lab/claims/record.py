"""What is reported of a checked claim.

A record is plain data: it goes into JSON, into a notebook and, for a refuted claim, into a paper. Instances
are whole numbers, sides are exact strings or enclosures.

Main definitions: ``Record``, ``levelled``, ``constant_of``, ``at_most``.

Conventions: a value that does not exist is an empty string, or None where JSON wants ``null``; infinities
are strings.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.tex import as_meant, escaped, number

SMALL = "small instances"  # the row that says what they lack for a level that speaks of all of them
AT_MOST = "strength"  # the row that says why the telling instances that were counted are only an upper bound
NEAR = 0.5  # the ratio below which nothing shows that a bound could have failed, unless ``trivial`` tells what is known
FEW = 11  # letters of a fraction that is still read as one: five digits above and below
COUNTS = ("screened", "small", "property", "attacked", "vacuous", "undecided")


@dataclass(frozen=True)
class Record:
    """The outcome of one claim, over all its sizes.

    ``witness`` is the smallest instance shown, ``worst_witness`` the most extreme; ``..._values`` are the same instances as
    printed fractions, and ``..._size`` the sizes they are of. ``stored`` says that the evidence is the certificate's word,
    which this code has not rechecked; ``rechecked`` is False for any certificate that is to recheck. ``problems`` are the
    reasons why the claim did not behave as expected, ``strength`` how many of the small (or stated) instances are telling, as
    ``5310/10000``, and ``weak`` why it is kept although none is, ``details`` further rows (steps of a chain, values of a
    trend, the range of an unknown constant). ``proved`` says for which sizes there is a proof (``all n``, ``n = 2, 3``),
    ``proved_stored`` that this is the word of its file, ``covered`` at which of its sizes boxes settled all real parameters,
    ``constant`` which value of an unknown constant all this is about (``constant_of``).
    """

    id: str
    statement: str
    source: str
    status: str
    expect: str
    outcome: str
    evidence: str = Level.STATED
    attacked: bool = False
    counts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    small_bound: str = ""
    worst_ratio: str | None = None
    witness: Mapping[str, Any] | None = None
    lhs: str | None = None
    rhs: str | None = None
    worst_witness: Mapping[str, Any] | None = None
    worst_lhs: str | None = None
    worst_rhs: str | None = None
    seconds: float = 0.0
    label: str = ""
    falls: str = ""
    loose: str = ""
    weak: str = ""
    strength: str | None = None
    problems: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    stored: bool = False
    rechecked: bool = True
    proved: str = ""
    proved_stored: bool = False
    covered: str = ""
    constant: Mapping[str, str] = field(default_factory=dict)
    witness_values: Mapping[str, Any] = field(default_factory=dict)
    worst_values: Mapping[str, Any] = field(default_factory=dict)
    witness_size: Any = None
    worst_size: Any = None

    @property
    def ok(self) -> bool:
        """Whether the claim behaved as expected."""
        return not self.problems

    @property
    def bounded(self) -> bool:
        """Whether the telling instances are an upper bound: ``trivial`` is not told, and no instance comes near to equality."""
        return any(name == AT_MOST for name, _ in self.details)

    @property
    def level(self) -> str:
        """What is proved, and the evidence where that is at some sizes only; ``stored`` marks the word of a file alone."""
        evidence = levelled(self.evidence, self.covered, self.constant) + (" (stored)" if self.stored else "")
        if not self.proved:
            return evidence
        proved = f"{Level.PROVED} ({self.proved})" + (" (stored)" if self.proved_stored else "")
        return proved if self.evidence == Level.PROVED else f"{proved}, {evidence}"

    @property
    def _reference(self) -> str:
        return ", ".join(filter(None, (self.source, self.label)))

    def to_json(self) -> dict[str, Any]:
        """The record as an object of valid JSON."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, content: Any) -> Record:
        """The record of an object that `to_json` gave; raises ``ValueError`` for anything else."""
        if not isinstance(content, dict) or not isinstance(content.get("outcome"), str):
            raise ValueError("a record is an object with an outcome")
        try:
            rows = {name: tuple(map(tuple, content[name])) for name in ("details",) if name in content}
            return cls(**{**content, "problems": tuple(content.get("problems", ())), **rows})
        except TypeError as error:
            raise ValueError(f"this is no record: {error}") from None

    def __str__(self) -> str:
        ratio = "" if self.worst_ratio is None else f", worst ratio {self.worst_ratio}"
        problems = f"; {'; '.join(self.problems)}" if self.problems else ""
        return f"{self.id}: {self.outcome} ({self.level}{ratio}){problems}"

    def _repr_html_(self) -> str:
        instance = ", ".join(f"{name} = {_text(value)}" for name, value in self.witness_values.items())
        rows = [
            ("statement", f"\\({self.statement}\\)"),
            ("source", f"{self._reference} ({self.status})"),
            ("outcome", f"{self.outcome} (expected: {self.expect})"),
            ("evidence", self.level),
            ("what is false", self.falls),
            ("smallest instance", instance),
            ("sides there", "" if self.lhs is None else f"{self.lhs} against {self.rhs}"),
            ("worst ratio", self.worst_ratio),
            ("worst sides", "" if self.worst_lhs is None else f"{self.worst_lhs} against {self.worst_rhs}"),
            ("telling instances", self.strength),
            *self.details,
            ("loose", self.loose),
            ("weak", self.weak),
            *(("problem", problem) for problem in self.problems),
        ]
        cells = "".join(f"<tr><th>{html.escape(k)}</th><td>{html.escape(v)}</td></tr>" for k, v in rows if v)
        return f"<table><caption>{html.escape(self.id)}</caption>{cells}</table>"

    def latex(self) -> str:
        """A refuted claim as LaTeX (amsmath) ready to paste; ``ValueError`` for any other outcome."""
        if self.outcome != Outcome.FAILS:
            raise ValueError(f"{self.id} has outcome {str(self.outcome)!r}; only a refuted claim has a counterexample to print")
        where = ", ".join(f"${_escaped_math(name)} = {_math(value)}$" for name, value in self.witness_values.items())
        return "\n".join(
            [
                f"\\paragraph{{Counterexample ({escaped(self._reference)}).}}",
                f"The statement\n\\[ {as_meant(self.statement)} \\]",
                f"fails at {where}: left side ${_math(self.lhs)}$, right side ${_math(self.rhs)}$.\n",
            ]
        )


def levelled(evidence: str, covered: str, constant: Mapping[str, str]) -> str:
    """The evidence, before it what is covered where that is at some sizes only, and behind it the constant it is about.

    For example ``covered (n = 2), exact on small at c = 51/64 (815/1024 is refuted)``.
    """
    both = f"{Level.COVERED} ({covered}), {evidence}" if covered and evidence == Level.EXACT_ON_SMALL else evidence
    if not constant or evidence not in set(Level) - {Level.STATED}:
        return both
    return f"{both} at {said({**constant, 'refuted': ''} if evidence == Level.REFUTED else constant)}"


def at_most(claim: Claim, outcome: str, ratio: float | None) -> Iterator[tuple[str, str]]:
    """The row that says why the telling instances are an upper bound; none where they are the count itself.

    They are where the claim does not tell what is known without it, and where no ``ratio`` shows that it comes near to equality.
    """
    if outcome != Outcome.HOLDS or claim.kind != "inequality" or claim.relation == "==" or claim.chain:
        return
    if claim.trivial is None and not claim.weak and ratio is not None and ratio < NEAR:
        unsaid = "trivial= does not say what is known without the claim"
        yield AT_MOST, f"an upper bound, since {unsaid}, and the largest ratio found is {ratio:.3g}"


def constant_of(claim: Claim, constants: Mapping[str, Fraction]) -> dict[str, str]:
    """The name of an unknown constant with its values, as text; nothing for a claim without one.

    All that is found of such a claim is about the value that ``survives``.
    """
    if not claim.unknown or "survives" not in constants:
        return {}
    return {"name": claim.unknown} | {name: str(value) for name, value in constants.items()}


def said(constant: Mapping[str, str]) -> str:
    """The values of a constant in words: ``c = 51/64 (815/1024 is refuted)``."""
    survives, refuted = constant["survives"], constant.get("refuted", "")
    below = bool(refuted) and Fraction(refuted) < Fraction(survives)
    return f"{constant['name']} = {_seen(survives)}{f' ({_seen(refuted)} is refuted)' if below else ''}"


def _seen(number: str) -> str:
    return number if len(number) <= FEW else f"{float(Fraction(number)):.6g}..."


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _text(value: Any) -> str:
    return f"({', '.join(map(_text, value))})" if _is_list(value) else str(value)


def _math(value: Any) -> str:
    """A number, an enclosure, or a nested list of them, in LaTeX's math mode."""
    if _is_list(value):
        return f"({', '.join(map(_math, value))})"
    return number(str(value))


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _escaped_math(name: str) -> str:
    return name if len(name) == 1 else f"\\mathit{{{escaped(name)}}}"
