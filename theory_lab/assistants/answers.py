"""The answers, worked out in a process of their own.

An assistant's claim file is code: it is loaded, checked and proved in a worker with limits of time and memory, and what it does
to its process, or prints, does not reach the conversation.

Main definitions
----------------
``Request``  a tool, the claim it is about, and its options
``answer``   a request -> an answer, from a worker
``Refused``  what cannot be answered, in one sentence

Conventions: a claim is named by an id or a path, or its file's text is given; each answer is an object of JSON.
"""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from theory_lab.assistants.strengths import judged
from theory_lab.claims import registry
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts import certificates
from theory_lab.claims.verdicts.certificates import Filed
from theory_lab.claims.verdicts.outcomes import Level, Outcome
from theory_lab.isolation.containment import Lost
from theory_lab.isolation.pool import Limits, PoolError, spread
from theory_lab.proofs.evidence.files import gone_through
from theory_lab.proofs.theorems import Theorem
from theory_lab.requests import places_at

GRACE = 10.0  # seconds beyond an option's own limit, for starting, loading, and the kernel
_SIDES = ("lhs", "rhs", "relation", "chain", "value", "simulate", "trend", "witness", "given", "space", "sizes", "expect")


class Refused(Exception):
    """The request cannot be answered; the message is one sentence."""


@dataclass(frozen=True)
class Request:
    """``tool`` is one of ``TOOLS``; one of ``target`` and ``code`` is not empty."""

    tool: str
    target: str = ""
    code: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


def answer(request: Request, limits: Limits) -> dict[str, Any]:
    """The answer of a worker; raises `Refused` where the claim cannot be loaded, or the work broke a limit or its process."""
    if bool(request.target) == bool(request.code):
        raise Refused("give either target, a claim id or a path, or code, the text of a claim file")
    try:
        ((_, found),) = spread(_worked, [(request,)], 1, limits)
    except PoolError as error:
        raise Refused(str(error)) from error
    if isinstance(found, Lost):
        raise Refused(f"no verdict: {found.reason}")
    if isinstance(found, str):
        raise Refused(found)
    return found


def _worked(request: Request, tell: Callable[[str], object]) -> dict[str, Any] | str:
    """The answer, or why there is none."""
    with ExitStack() as stack:
        target = request.target
        if request.code:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            target = str(folder / "claim.py")
            Path(target).write_text(request.code, encoding="utf-8")
        try:
            places = places_at([target])
            if len(places) != 1:
                names = ", ".join(name for name, _ in places[:20])
                return f"{request.target!r} names {len(places)} claims ({names} ...); ask for one"
            one = certificates.filed(*places[0])
            return TOOLS[request.tool](one, **request.options)
        except registry.LoadError as error:
            return str(error).replace(f"{Path(target).parent}/claim.py", "the claim file") if request.code else str(error)


def _check(one: Filed, depth: str, seed: int) -> dict[str, Any]:
    from theory_lab.claims.checks.check import check

    record = check(one.claim, one.name, one.certificate, depth=depth, seed=seed)
    return _told(one, record, gone_through(one.claim))


def _attack(one: Filed, seconds: float, seed: int) -> dict[str, Any]:
    from theory_lab.claims.checks.check import attack

    return _told(one, attack(one.claim, one.name, one.certificate, seconds=seconds, seed=seed), gone_through(one.claim))


def _prove(one: Filed, seconds: float, sketch: str) -> dict[str, Any]:
    from theory_lab.assistants.outlines import by_sketch
    from theory_lab.proofs.prover import prove
    from theory_lab.proofs.telling.stored import SHOWN, rest, told

    attempt = by_sketch(one.claim, one.name, sketch, seconds) if sketch else prove(one.path, one.name, seconds)
    record = _plain(one, Outcome.HOLDS if attempt.theorem.is_proved else "no proof found")
    found = _told(one, record, attempt.theorem)
    if attempt.content is not None and (texts := told(one.claim, attempt.content, SHOWN)):
        found["proof"] = [*texts, *filter(None, [rest(one.claim, attempt.content)])]
    if attempt.open:
        found["open"] = attempt.open
    return found


def _outline(one: Filed) -> dict[str, Any]:
    from theory_lab.assistants.outlines import outline

    return outline(one.claim, one.name)


def _show(one: Filed) -> dict[str, Any]:
    certificate = one.certificate
    record = _plain(one, "not checked here")
    found = _told(one, record, gone_through(one.claim)) | {"source": _source(one), "code": _code(one.path)}
    if isinstance(certificate, certificates.Corrupt):
        return found | {"certificate": certificate.reason}
    if certificate is None:
        return found | {"certificate": "none: run check"}
    stale = certificate.is_stale(one.claim)
    kept = {
        name: {"instance": verdict.raw, "size": verdict.size, "left": verdict.lhs, "right": verdict.rhs}
        for name, verdict in certificate.instances.items()
    }
    return found | {
        "certificate": {"stale": stale, "outcome": certificate.outcome, "level": certificate.evidence},
        "instances": kept,
    }


TOOLS: dict[str, Callable[..., dict[str, Any]]] = {
    "check": _check, "attack": _attack, "prove": _prove, "outline": _outline, "show": _show,
}  # fmt: skip


def _told(one: Filed, record: Record, theorem: Theorem | None) -> dict[str, Any]:
    """What every answer says: the claim, the verdict with its strength, and the instances that matter."""
    head = {"claim": record.id, "statement": record.statement, "expected": record.expect, **judged(record, theorem)}
    refuted = record.outcome == Outcome.FAILS
    instances = {
        "counterexample" if refuted else "instance": (record.witness_values, record.lhs, record.rhs),
        "worst" if refuted else "tightest": (record.worst_values, record.worst_lhs, record.worst_rhs),
    }
    shown = {
        name: {"values": dict(values), "left": left, "right": right}
        for name, (values, left, right) in instances.items()
        if values
    }
    rest = {"problems": list(record.problems), "details": dict(record.details), "ratio": record.worst_ratio}
    return head | shown | {name: value for name, value in rest.items() if value}


def _plain(one: Filed, outcome: str) -> Record:
    """A record of a claim that was not checked; its level is that of its certificate, where that is valid."""
    claim, certificate = one.claim, one.certificate
    evidence = Level.STATED
    if certificate is not None and not isinstance(certificate, certificates.Corrupt) and not certificate.is_stale(claim):
        evidence = certificate.evidence
    return Record(
        one.name, claim.statement, claim.source.reference, claim.source.status, claim.expect, outcome, evidence,
        label=claim.source.label,
    )  # fmt: skip


def _source(one: Filed) -> dict[str, Any]:
    source = one.claim.source
    return {"reference": source.reference, "label": source.label, "status": source.status, "quote": source.quote}


def _code(path: Path) -> dict[str, str]:
    """The sides, the hypotheses and the space as they stand in a claim's file."""
    file, part = registry.split(path)
    made = [node.value for node in ast.parse(file.read_bytes()).body if isinstance(node, ast.Assign | ast.AnnAssign)]
    if part:  # one of several in a dict
        entries = [pair for one in made if isinstance(one, ast.Dict) for pair in zip(one.keys, one.values, strict=True)]
        made = [value for key, value in entries if isinstance(key, ast.Constant) and key.value == part]
    calls = [value for value in made if isinstance(value, ast.Call)]
    words = {word.arg: word.value for call in calls[-1:] for word in call.keywords if word.arg in _SIDES}
    return {str(name): ast.unparse(value) for name, value in words.items()}
