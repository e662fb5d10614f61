"""Proofs as people read them.

A stored proof is told again in words: the lemma about one outcome, its cases, on each cell the function, what it is divided by,
its derivative and the value at the end.  The teller walks through the proof as the kernel does, with the kernel's own functions.

Main definitions: ``told`` (lines of text), ``latex`` (a proof environment), ``lines``.

Conventions: reading a proof checks nothing; ``theorems.verified`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theory_lab.proofs.kernel import sums
from theory_lab.proofs.telling import facts, functions, layout
from theory_lab.proofs.telling.cells import RANGES
from theory_lab.proofs.telling.givens import opening, said, side_shown, together
from theory_lab.proofs.telling.layout import CLOSE, OPEN
from theory_lab.proofs.telling.lemmas import Known, in_steps_told, lemma_told, same_told
from theory_lab.proofs.telling.states import indented, state_told
from theory_lab.proofs.telling.uses import uses

Tree = Mapping[str, Any]
Steps = tuple[Any, ...]  # the rules of a proof, as a tree
# Lemmas that are each told in full; of more, as in a proof with some lemmas for each of many budgets, one of each kind is.
MANY = 24
SEVERAL = 3  # cases of infinite sums that are told one by one
# Of a step that is a multiple of one lemma its number is enough, also where that is seen after positive factors.
ENOUGH = re.compile(f"{re.escape(layout.SAME)}|this is .*: nonnegative by Lemma \\d+\\.|this is Lemma \\d+\\.")
BEFORE = re.compile(
    f"to show: |{functions.FACTORS}.*(?:positive|{functions.EVEN});"
    f"|{layout.HERE}|the remaining factor is |(?:divide|multiply) by |it has the sign of "
)


def told(pattern: Any, proof: Tree) -> list[str]:
    """The proof of a pattern, line by line."""
    return layout.plain(lines(pattern, proof))


def latex(pattern: Any, proof: Tree) -> str:
    """The proof as a LaTeX environment, ready to paste."""
    return layout.tex(lines(pattern, proof))


def lines(pattern: Any, proof: Tree) -> list[str]:
    """The proof of a pattern with marks around formulas."""
    taken = {*pattern.laws, *(name for name, _, _ in (*pattern.tables, *pattern.parameters))}
    return layout.lettered(layout.once(layout.merged(layout.shortened(layout.joined(list(_told(pattern, proof)))))), taken)


def _told(pattern: Any, proof: Tree) -> Iterator[str]:
    pattern = sums.defined(pattern, proof)
    steps = list(_steps(pattern, proof))
    yield from opening(pattern, steps)
    yield from steps


def _steps(pattern: Any, proof: Tree) -> Iterator[str]:
    lemmas, known_as = proof["lemmas"], facts.said(pattern, proof["lemmas"])
    used = uses(pattern, proof, known_as)
    numbers = {k: number for number, k in enumerate(used.all, 1)}
    first: dict[Steps, int] = {}  # the lemma that goes in some steps and is told in full
    for k, (lemma, (fact, before, known)) in enumerate(zip(lemmas, known_as, strict=True)):
        if k not in numbers:
            continue
        yield ""
        like = first.setdefault(steps_of(lemma), numbers[k]) if len(numbers) > MANY else numbers[k]
        if like != numbers[k]:
            yield in_steps_told(numbers[k], fact, like)
            continue
        earlier = next((numbers[j] for j in used.all if j < k and _alike(lemma, lemmas[j])), 0)
        if earlier:
            yield same_told(numbers[k], fact, earlier)
            continue
        labels = [str(numbers.get(j, "")) for j in before]
        head, *rest = lemma_told(pattern, lemma, numbers[k], Known(known, labels), fact)
        seen = len(rest) == 2 and rest[1].endswith(layout.SIGNS)
        resting = [] if seen else sorted(numbers[j] for j in used.lemmas[k])
        yield head.replace(f"Lemma {numbers[k]}.", f"Lemma {numbers[k]} ({_by(resting).lstrip()}).", 1) if resting else head
        yield from rest
    yield ""
    known, labels = [one.fact for one in known_as], [str(numbers.get(k, "")) for k in range(len(lemmas))]
    for a, b, step, tree in zip(pattern.sides, pattern.sides[1:], used.steps, proof["steps"], strict=False):
        why = list(state_told(sums.outer(pattern, (a, b), known), tree, labels))
        enough = ENOUGH.fullmatch(why[-1]) or (len(step) == 1 and why[-1] == RANGES)
        why = [] if enough and all(map(BEFORE.match, why[:-1])) else why
        end = ":" if why else "."
        left, right = side_shown(pattern, a), side_shown(pattern, b)
        if left == right and len(pattern.sides) > 2:
            continue
        yield f"{left} {OPEN}{said(pattern.relation)}{CLOSE} {right} follows{_by([numbers[k] for k in step])}{end}"
        yield from indented(iter(why))
    yield from _where_infinite(pattern, proof)


def steps_of(tree: Any) -> Steps:
    """The rules of a proof without its numbers."""
    is_dict = isinstance(tree, dict)
    parts = tree.values() if is_dict else tree if isinstance(tree, list) else ()
    inner = tuple([steps for part in parts if isinstance(part, (dict, list)) and (steps := steps_of(part))])
    return (tree["rule"], *inner) if is_dict and "rule" in tree else inner


def _where_infinite(pattern: Any, proof: Tree) -> Iterator[str]:
    """What is said where sums are infinite: of what cannot be, and of the rest."""
    if never := sorted(proof.get("finite", ())):
        verb, terms_are = ("is", "its term is") if len(never) == 1 else ("are", "their terms are")
        yield f"{OPEN}{together(never)}{CLOSE} {verb} finite, since {terms_are} at every outcome."
    groups: dict[str, list[list[str]]] = {}
    for names, case in proof["infinite"].items():
        groups.setdefault(case.get("impossible", ""), []).append(names.split(","))
    held = groups.pop("", [])
    for finite, cases in groups.items():
        more = sorted({name for names in cases for name in names} - {finite})
        way = f", {'alone or ' if [finite] in cases else ''}with {together(more)}" if more else ""
        left = len(sums.infinities(pattern).keys() - {*never}) > len(more) + 1
        why = f"its term is finite at every outcome{' where the other sums are finite' if left or len(cases) > 1 else ''}"
        yield f"{OPEN}{finite}{CLOSE} cannot be infinite{way}: {why}."
    where = [f"If {which}" for which in _infinite(held)]
    if len(where) > SEVERAL:  # together with those above they are all
        where = [f"Otherwise, if any of {together(sorted({name for names in held for name in names}))} is"]
    yield from (f"{which} infinite, so is the larger side, provided both sides have values." for which in where)


def _infinite(cases: list[list[str]]) -> list[str]:
    """The cases of infinite sums, each the sums that are infinite at once, in few words: all of them are one case."""
    single = [names for names in cases if len(names) == 1]
    if len(single) > 1 and len(cases) == 2 ** len(single) - 1:
        return [f"any of {together([name for names in single for name in names])} is"]
    return [f"{together(names)} {'is' if len(names) == 1 else 'are'}" for names in cases]


def _alike(lemma: Tree, other: Tree) -> bool:
    """Whether two lemmas differ at most in the form in which they are used."""
    return {**lemma, "as": ""} == {**other, "as": ""}


def _by(lemmas: Sequence[int]) -> str:
    if not lemmas:
        return " from the ranges alone"
    return f" from Lemma{'s' if len(lemmas) > 1 else ''} {layout.listed([str(number) for number in lemmas])}"
