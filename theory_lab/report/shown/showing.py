"""One claim shown: its statement, its sides as code, its evidence, its instances with decimals, and how to reproduce them.

Main definitions: ``Shown``, ``shown``, ``at``.

Conventions: instances are the certificate's where it has a valid one, else those of a quick check made for the purpose.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory_lab.claims.checks.check import check
from theory_lab.claims.checks.telling.worked import SIZE, Worked, worked, worked_out
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record, constant_of, levelled
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt
from theory_lab.claims.verdicts.exhaustive import covered_text
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import UNSPOKEN, Outcome
from theory_lab.claims.verdicts.restated import named
from theory_lab.claims.verdicts.variants import at_constant, bracket
from theory_lab.proofs.evidence.files import found as found_proofs
from theory_lab.report.counterexamples import OUTCOMES
from theory_lab.report.quantities import readable, short, simplified, told_apart, with_decimals
from theory_lab.report.shown.entered import entered, reading
from theory_lab.report.shown.formulas import sides
from theory_lab.report.shown.slack import LIGHTEST, is_unranked, least_slack
from theory_lab.report.shown.spaces import space_text
from theory_lab.report.table import evidence

ENDS = ("refuted", "survives")
FIRST = ("smallest", "worst", "tightest", "trouble")


@dataclass(frozen=True)
class Shown:
    """A claim and instances of it worked out, as text and in a notebook."""

    name: str
    claim: Claim
    said: tuple[tuple[str, str], ...]
    instances: tuple[tuple[str, Worked], ...]
    constant: Fraction | None = None

    def __str__(self) -> str:
        lines = [self.name, f"  {self.claim.statement}"]
        for title, text in (*self.said, *sides(self.claim).items()):
            first, *further = text.splitlines() or [""]
            lines += [f"  {title}: {first}", *(f"    {line}" for line in further)]
        for title, one in self.instances:
            lines += ["", f"  {title}"]
            rows = list(_rows(self.claim, one))
            width = max(len(name) for name, _ in rows)
            lines += [f"    {name:{width}}  {text}" for name, text in rows]
        if self.instances:
            lines += ["", "  in Python", *(f"    {line}" for line in self.snippet.splitlines())]
        return "\n".join(lines)

    @property
    def snippet(self) -> str:
        """Python that computes the sides at the first instance again."""
        _, one = self.instances[0]
        order = [name for name in one.values if name in one.verdict.raw]
        size, raw = one.verdict.size, json.dumps({name: one.verdict.raw[name] for name in (*order, *one.verdict.raw)})
        target = self.claim.path and str(self.claim.path)
        opening = f"claim = theory_lab.load({target!r})" if target else "# with the claim in the variable claim"
        constant = "" if self.constant is None else f", Fraction({str(self.constant)!r})"
        functions = [f"claim.chain[{k}]" for k in range(len(self.claim.chain))] or ["claim.lhs", "claim.rhs"]
        return "\n".join(
            [
                *(["from fractions import Fraction"] if constant else []),
                "import theory_lab",
                "from theory_lab import numbers as xp",
                opening,
                f"i = claim.space_at({'' if size is None else repr(size)}).exact({raw})",
                *(f"print(xp.value({function}(i{constant}) + xp.exact(0)))" for function in functions),
            ]
        )

    def _repr_html_(self) -> str:
        from theory_lab.report.formulas import statement

        said = "".join(
            f"<tr><th>{html.escape(name)}</th><td>{html.escape(text)}</td></tr>"
            for name, text in self.said
            if name != "statement"
        )
        code = "".join(
            f"<tr><th>{html.escape(name)}</th><td><pre>{html.escape(text)}</pre></td></tr>"
            for name, text in sides(self.claim).items()
        )
        tables = "".join(
            f"<table><caption>{html.escape(title)}</caption>"
            + "".join(f"<tr><th>{html.escape(n)}</th><td>{html.escape(t)}</td></tr>" for n, t in _rows(self.claim, one))
            + "</table>"
            for title, one in self.instances
        )
        return f"<h4>{html.escape(self.name)}</h4>{statement(self.claim.statement)}<table>{said}{code}</table>{tables}"


def shown(claim: Claim, name: str, certificate: Certificate | Corrupt | None) -> Shown:
    """A claim with its evidence and the instances that matter: smallest and worst, or tightest, and those of its variants."""
    valid = isinstance(certificate, Certificate) and not certificate.is_stale(claim)
    if valid:
        assert isinstance(certificate, Certificate)
        found, constants = dict(certificate.instances), certificate.constants
        level = levelled(certificate.evidence, covered_text(certificate.reach), constant_of(claim, constants))
        said = [("evidence", f"{level}, by its certificate"), *certificate.details]
    else:
        record = check(claim, name, certificate)
        found, constants = _found(record), {key: Fraction(record.constant[key]) for key in ENDS if key in record.constant}
        by = "" if isinstance(certificate, Corrupt) else ", by a quick check"
        said = [("evidence", f"{evidence(record)}: it {OUTCOMES.get(record.outcome, record.outcome)}{by}")]
        said += record.details
        said += [("problem", problem) for problem in record.problems]
    said += _proof(claim, name)
    constant, words = _constant(claim, constants, "its certificate" if valid else "a quick check", "smallest" in found)
    said += words
    first, worst = found.get("smallest"), found.get("worst")
    if first and worst and (first.raw, first.size) == (worst.raw, worst.size):
        del found["worst"]
    order = sorted(found, key=lambda title: FIRST.index(title) if title in FIRST else len(FIRST))
    light = "smallest" if any(title == "smallest" for title, _ in said) else "small"  # whether all lighter ones were decided
    titles = {**{t: _title(t) for t in order}, "smallest": _title(light)}
    instances = tuple((titles[t], _at(claim, t, found[t], constants)) for t in order if found[t].raw)
    return Shown(name, claim, (*_source(claim), *said), (*instances, *_closest(claim, instances)), constant)


def _constant(
    claim: Claim, constants: Mapping[str, Fraction], by: str, fails: bool
) -> tuple[Fraction | None, list[tuple[str, str]]]:
    """The value that an unknown constant is given, and the row that says which it is and why."""
    if not claim.unknown:
        return None, []
    if "survives" in constants:
        value = constants["survives"]
        why = f"which {'is refuted' if fails else 'survives'} by {by}"
    else:
        value, why = (
            bracket(claim)[1],
            "the upper end of its bracket, as no certificate tells a better one; --constant takes another",
        )
    return value, [("at the constant", f"{claim.unknown} = {value}, {why}")]


def _proof(claim: Claim, name: str) -> Iterator[tuple[str, str]]:
    """What is proved, and how to read it, where there are proofs beside the claim; or why they count for nothing."""
    proofs = found_proofs(claim)
    if isinstance(proofs, Corrupt):
        yield "proof", proofs.reason
    elif proofs is not None and proofs.stale:
        yield "proof", f"stale: {proofs.stale}; run theory-lab prove {name}"
    elif proofs is not None and proofs.theorem.is_proved:
        told = f"; to read it: theory-lab prove --show {name}" if proofs.theorem.all_sizes or proofs.theorem.horizons else ""
        yield "proof", f"{proofs.theorem}{'' if proofs.is_verified(claim) else ' (stored)'}{told}"


def _closest(claim: Claim, instances: tuple[tuple[str, Worked], ...]) -> Iterator[tuple[str, Worked]]:
    """The instance with the smallest difference of the sides, where the tightest one has no ratio that says something."""
    tightest = dict(instances).get(_title("tightest"))
    if tightest is None or claim.unknown or not is_unranked(claim, tightest.verdict):
        return
    verdict = least_slack(claim)
    if verdict is not None and abs(verdict.gap) < abs(tightest.verdict.gap):
        yield f"closest by slack, of the {LIGHTEST} lightest instances of a size", worked_out(claim, verdict)


def at(claim: Claim, name: str, instance: Mapping[str, Any], constant: Any = None, certificate: Any = None) -> Shown:
    """A claim at one instance, in whole numbers or values; raises ``ValueError`` in one sentence for what is none.

    An unknown constant is the one told; unless one is told it is the one that survives by a valid certificate, and where there is
    none the upper end of its bracket.
    """
    if constant is not None and not claim.unknown:
        raise ValueError("this claim has no unknown constant")
    raw = entered(claim, instance)
    said = list(_source(claim, raw.get(SIZE)))
    if read := reading(claim, instance):
        said.append(("read at", read))
    plain = claim
    if claim.unknown:
        if constant is None:
            valid = isinstance(certificate, Certificate) and not certificate.is_stale(claim)
            constants, fails = (certificate.constants, "smallest" in certificate.instances) if valid else ({}, False)
            constant, words = _constant(claim, constants, "its certificate", fails)
        else:
            words = [("at the constant", f"{claim.unknown} = {constant}, as asked for")]
        said += words
        plain = at_constant(claim, constant)
    one = worked(plain, raw)
    return Shown(name, claim, tuple(said), (("at this instance", one),), constant)


def _source(claim: Claim, size: Any = None) -> Iterator[tuple[str, str]]:
    """What a claim says of itself, with its space at one size: the smallest if none is told."""
    source = claim.source
    if claim.space is not None:
        shown = claim.small_size if size is None else size
        sizes = "" if shown is None else f" at size {shown!r} (of {', '.join(map(repr, claim.sizes))})"
        yield "instances", f"{space_text(claim.space_at(shown))}{sizes}"
    if claim.kind == "inequality":
        yield "states", f" {claim.relation} ".join([f"step {k}" for k in range(len(claim.chain))] or ["lhs", "rhs"])
    yield "source", f"{source.reference}, {', '.join((source.label, *source.also))} ({source.status})"
    for title, text in (("quoted", source.quote), ("read as", source.reading), ("loose", claim.loose), ("notes", claim.notes)):
        if text:
            yield title, " ".join(text.split())


def _found(record: Record) -> dict[str, Verdict]:
    """The instances of a record, as verdicts to be worked out again."""
    if not (record.witness or record.worst_witness):  # as of a corrupt certificate, whose outcome is none of the checks'
        return {}
    pairs = [("smallest", record.witness, record.witness_size), ("worst", record.worst_witness, record.worst_size)]
    if record.outcome != Outcome.FAILS:
        name = "trouble" if record.outcome in (Outcome.ERROR, Outcome.UNDECIDED) else "tightest"
        pairs = [(name, record.worst_witness or record.witness, record.worst_size or record.witness_size)]
    outcome = Outcome.HOLDS if record.outcome == UNSPOKEN else Outcome(record.outcome)
    return {title: Verdict(outcome, dict(raw), size) for title, raw, size in pairs if raw}


def _title(name: str) -> str:
    if name.startswith("without "):
        return f"where it fails without the hypothesis {name.removeprefix('without ')!r}"
    against = {
        "sharpened": "where the sharpened form fails",
        "smaller constant": "where a smaller constant fails",
        "trouble": "where it has no verdict",
    }
    return against.get(name, f"{name} instance")


def _at(claim: Claim, title: str, verdict: Verdict, constants: Mapping[str, Any]) -> Worked:
    if claim.unknown and not constants:  # an error came first
        return worked_out(at_constant(claim, bracket(claim)[1]), verdict)
    return worked_out(named(claim, title, constants), verdict)


def _rows(claim: Claim, one: Worked) -> Iterator[tuple[str, str]]:
    """The fields with their integers, the hypotheses, the sides, the verdict."""
    if one.verdict.size is not None:
        yield SIZE, str(one.verdict.size)
    for name, value in one.values.items():
        integers = json.dumps(one.verdict.raw[name]) if name in one.verdict.raw else "derived"
        written = _written(value)
        yield name, integers if integers == written else f"{integers} = {written}".replace(" = ≈", " ≈")
    for name, state in one.hypotheses:
        yield f"given {name}", state
    many = len(one.steps) > 1
    for k, (left, right, outcome) in enumerate(one.steps, 1):
        if many:
            yield f"step {k}", readable(f"{_side(left)} {claim.relation} {_side(right)}: {outcome}")
        else:
            yield from zip(("left", "right"), map(readable, told_apart(_side(left), _side(right))), strict=True)
    if one.verdict.ratio is not None:
        equal = claim.relation == "==" and one.verdict.outcome == Outcome.HOLDS
        yield "distance" if claim.relation == "==" else "ratio", "0" if equal else short(repr(one.verdict.ratio))
    if is_unranked(claim, one.verdict) and one.steps:
        yield "slack", short(repr(abs(one.verdict.gap)))
    yield "verdict", f"{one.verdict.outcome} {one.verdict.reason and f'({one.verdict.reason})'}".strip()


def _side(text: str) -> str:
    return with_decimals(simplified(text))


def _written(value: Any) -> str:
    return f"({', '.join(map(_written, value))})" if isinstance(value, list) else readable(str(value))
