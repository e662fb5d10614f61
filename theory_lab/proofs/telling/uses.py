"""Which lemmas a proof for all sizes uses.

The search keeps lemmas that it found on the way; what no step needs is not told.  A fact is used where it gives a bound of a
cell, is subtracted, is taken to be solved, or is split at its edge.

Main definitions: ``Uses``, ``uses``; ``labelled`` (the lemma that says a fact), ``reason`` (why facts hold).

Conventions: lemmas are numbered from 0; a label is a lemma's number, or None for what is known without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.lemmas import of_bound
from theory_lab.proofs.telling.facts import Said
from theory_lab.proofs.telling.layout import CLOSE, OPEN, listed

Tree = Mapping[str, Any]
DIVIDED = re.compile(r"(?:/|log\(|sqrt\()\(*(\w+)")  # what coefficients divide by, or take a logarithm or root of: it is positive
FACT, LEMMA = "F", "L"  # before the number of a fact of an induction, and of a lemma whose left side is named
Labels = Sequence[int | None]


class Uses(NamedTuple):
    """The lemmas that each step uses itself, all that the proof needs, and those that each of these uses itself."""

    steps: list[list[int]]
    all: list[int]
    lemmas: dict[int, set[int]]


def uses(pattern: Any, proof: Tree, told: Sequence[Said]) -> Uses:
    """What the steps, the cases of infinite sums and the lemmas of a proof use; ``told`` is what its lemmas say."""
    lemmas = proof["lemmas"]
    labels = range(len(lemmas))
    steps = [set(_used(tree, labels)) for tree in proof["steps"]]
    waiting = set().union(*steps)
    for names, case in proof["infinite"].items():
        kept = [k for k, lemma in enumerate(lemmas) if not sums.needed(pattern, lemma) & set(names.split(","))]
        waiting |= {k for tree in case.get("steps", ()) for k in _used(tree, kept)}
    needed: dict[int, set[int]] = {}
    while waiting:
        k = waiting.pop()
        needed[k] = set(_of_lemma(pattern, lemmas, told, k))
        waiting |= needed[k] - needed.keys()
    return Uses([sorted(step) for step in steps], sorted(needed), needed)


def _of_lemma(pattern: Any, lemmas: Sequence[Tree], told: Sequence[Said], k: int) -> Iterator[int]:
    """The earlier lemmas that the proof of a lemma uses."""
    lemma, (_, earlier, before) = lemmas[k], told[k]
    divided = set(DIVIDED.findall(str({key: part for key, part in lemma.items() if key not in ("proof", "proofs")})))
    strict = [(j, fact) for j, (fact, _) in zip(earlier, before, strict=True) if lemmas[j].get("strict")]
    yield from (j for j, fact in strict if fact.op == "var" and fact.args[0] in divided)
    if lemma["rule"] == "follows":
        yield from _used(lemma["proof"], earlier)
        return
    right, own = terms.ZERO, len(sums.at_one(pattern, lemma, terms.ZERO).facts)
    if lemma["rule"] in ("linear", "attained") and "proof" in lemma:
        linear = lemma["rule"] == "linear"
        right = sums.form(pattern, lemma["form"], known=before)[0] if linear else of_bound(pattern, lemma, before)[1]
    names = sums.at_one(pattern, lemma, right).ranges.keys()
    known = [j for j, (fact, _) in zip(earlier, before, strict=True) if terms.variables(fact) <= names]
    for tree in lemma.get("proofs", [lemma.get("proof")]):
        yield from _used(tree, [*[None] * own, *known])


def _used(tree: Tree, labels: Labels) -> Iterator[int]:
    """The labels of the facts that the proof of a state uses; facts that cases add stand after all labels."""
    told: list[int] = []
    match tree["rule"]:
        case "keep":
            labels = [_label(labels, j) for j in tree["facts"]]
        case "equal":
            told = list(tree["facts"])
        case "empty":
            told = [tree["fact"]]
        case "cut" if isinstance(tree["at"], int):
            told = [tree["at"]]
    if tree["rule"] in ("cell", "empty", "equal"):
        told += [bound[0] for bound in tree["bounds"]]
        facts = tree.get("facts", []) if tree["rule"] != "equal" else []
        told += [facts[i] for i in _subtracted([tree.get("then"), tree.get("both")])] if facts else []
    yield from (label for j in told if (label := _label(labels, j)) is not None)
    if tree["rule"] not in ("cell", "empty"):
        for key in ("yes", "no", "positive", "zero", "then"):
            if isinstance(part := tree.get(key), Mapping):
                yield from _used(part, labels)


def reason(labels: Iterable[str]) -> str:
    """Why facts hold that these labels are of (see ``functions.Goal``)."""
    known = set(labels)
    lemmas = sorted((one for one in known if one.isdigit()), key=int)
    facts, bounds = (
        [f"{OPEN}{one}{CLOSE}" for one in sorted(known - {""} - {*lemmas}) if one.startswith(FACT) is whether]
        for whether in (True, False)
    )
    reasons = [f"by Lemma{'s' if len(lemmas) > 1 else ''} {listed(lemmas)}"] if lemmas else []
    reasons += [f"by the definition of {listed(bounds)}"] if bounds else []
    reasons += [f"by {listed(facts)}"] if facts else []
    return " or ".join(reasons + ["as given"] * ("" in known))


def labelled(labels: Sequence[str], j: int) -> str:
    """The lemma that says a fact; '' for what cases add."""
    return labels[j] if j < len(labels) else ""


def _label(labels: Labels, j: int) -> int | None:
    return labels[j] if j < len(labels) else None


def _subtracted(tree: Any) -> Iterator[int]:
    """The places of the facts of which multiples are subtracted on a cell."""
    if isinstance(tree, Mapping):
        if tree.get("rule") == "use":
            yield from (part[0] for part in tree["facts"] if isinstance(part[0], int))
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _subtracted(part)


__all__ = ["FACT", "LEMMA", "Uses", "labelled", "reason", "uses"]
