"""What a proof for all sizes is about: what is given, what names stand for, and the claim.

Main definitions: ``opening``, ``explained``, ``side_shown``, ``above_zero`` (what is positive), ``together``, ``said``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.states import settled
from theory_lab.proofs.telling.formulas import KEPT, NONZERO
from theory_lab.proofs.telling.layout import CLOSE, INDENT, OPEN, listed
from theory_lab.proofs.telling.states import shown
from theory_lab.proofs.terms import ZERO, Term
from theory_lab.proofs.trees.leaves import LEAF

MEANINGS = {KEPT: "a where it is positive, and 1 elsewhere", NONZERO: "a where it is not 0, and 1 elsewhere"}
SHORT = 60  # characters of a value at zeros that is told
Range = tuple[str, Any, Any]


def opening(pattern: Any, proof: Sequence[str] = ()) -> Iterator[str]:
    """What is given, what the sums and bounds stand for, and the claim; and what names in the lines of its proof mean."""
    yield from explained(list(_opening(pattern)), proof)


def explained(told: Sequence[str], proof: Sequence[str]) -> Iterator[str]:
    """Lines of which the last one is the claim, with the meanings of the names in them, and in the proof, before it."""
    yield from told[:-1]
    for name, meaning in MEANINGS.items():
        if any(f"{name}(" in line for line in (*told, *proof)):
            yield f"{INDENT}{OPEN}{name}(a){CLOSE} is {meaning}."
    yield told[-1]


def _opening(pattern: Any) -> Iterator[str]:
    yield f"{_given(pattern)}."
    if LEAF in pattern.laws:
        yield f"{INDENT}The outcomes are the leaves of the tree; {OPEN}{LEAF}{CLOSE} is the probability of one under the model."
    own = set(sum(sums.masses(pattern), ()))
    summed = [("the sum", name, term) for name, term in pattern.sums if term is not terms.ONE and name not in own]
    summed += [(f"the {op}imum", name, term) for name, op, term in pattern.bounds]
    for what, name, term in summed:
        yield f"{INDENT}{OPEN}{name}{CLOSE} is {what} over outcomes of {_positive(pattern, term)}{_at_zeros(pattern, term)}."
    for i, (law, term) in enumerate(pattern.ranks):
        below, tied = (f"{OPEN}{letter}{i}{CLOSE}" for letter in "BT")
        ranked = f"At an outcome {below} is the mass of {OPEN}{law}{CLOSE} on those ranked below it, {tied} on those tied with it"
        yield f"{INDENT}{ranked}, in the order of {_positive(pattern, term)}."
    yield from (f"{INDENT}{OPEN}{name}{CLOSE} is the number of outcomes." for name, term in pattern.sums if term is terms.ONE)
    for i, term in enumerate(pattern.sets):
        on, off = (f"{OPEN}A{2 * i + k}{CLOSE}" for k in (0, 1))
        yield f"{INDENT}{on} is the set of outcomes with {shown(term)} {OPEN}>= 0{CLOSE}, and {off} its complement;"
        law = pattern.laws[0]
        yield f"{INDENT * 2}{OPEN}A{2 * i}_{law}{CLOSE} is the mass of {OPEN}{law}{CLOSE} on {on}, and so on."
    sides = f" {OPEN}{said(pattern.relation)}{CLOSE} ".join(side_shown(pattern, one) for one in pattern.sides)
    yield f"{INDENT}Claim: {sides}."


def above_zero(pattern: Any) -> frozenset[str]:
    """The names of parameters and tables that are positive by their ranges or by what is given."""
    conditions = (one.args for one in (*pattern.hypotheses, *pattern.everywhere) if one.op == "gt")
    given = (left.args[0] for left, right in conditions if right is ZERO and left.op == "var")
    return frozenset((*given, *(name for name, low, _ in (*pattern.parameters, *pattern.tables) if low is not None and low > 0)))


def side_shown(pattern: Any, side: Term) -> str:
    """A side of the claim, with the conditions in it that ranges decide."""
    positive = above_zero(pattern)
    least = positive.union(name for name, low, _ in pattern.parameters if low is not None and low >= 0)
    return shown(settled(side, positive, least), positive)


def _given(pattern: Any) -> str:
    """The laws, and the ranges and conditions of all else."""
    laws, names = frozenset(pattern.laws), ", ".join(pattern.laws)
    kind = "be laws on" if len(pattern.laws) > 1 else "be a law on" if names else "Let there be"
    positive = ", positive everywhere" if pattern.positive == laws and names else ""
    everywhere, tables = _narrowed(pattern.everywhere, pattern.tables)
    hypotheses, parameters = _narrowed(pattern.hypotheses, pattern.parameters)
    ranges = [f"{one} at every outcome" for one in tables]
    ranges += parameters
    ranges += [f"{shown(one)} at every outcome" for one in everywhere]
    ranges += _conditions(hypotheses)
    ranges += [f"{together(sorted(pattern.positive))} positive everywhere"] if pattern.positive and not positive else []
    if not (names or pattern.tables or pattern.sums or pattern.bounds):
        return f"Let {', '.join(ranges)}"
    given = f"; {', '.join(ranges)}" if ranges else ""
    return f"{f'Let {OPEN}{names}{CLOSE} {kind}' if names else kind} any number of outcomes{positive}{given}"


def _narrowed(conditions: Sequence[Term], ranges: Sequence[Range]) -> tuple[list[Term], list[str]]:
    """Conditions and ranges, where one that begins at 0 and a condition that says it is positive are one."""
    above = {one: terms.above(terms.variable(one), ZERO) for one, low, _ in ranges if low == 0}
    strict = {name for name, condition in above.items() if condition in conditions}
    left = [one for one in conditions if one not in {above[name] for name in strict}]
    return left, [_range(*one, "<" if one[0] in strict else "<=") for one in ranges]


def _range(name: str, low: Any, high: Any, way: str) -> str:
    """What is known of a number."""
    if low is None and high is None:
        return f"{OPEN}{name}{CLOSE} any number"
    lower, upper = "" if low is None else f"{low} {way} ", "" if high is None else f" <= {high}"
    return f"{OPEN}{lower}{name}{upper}{CLOSE}"


def _conditions(hypotheses: Sequence[Any]) -> list[str]:
    """Conditions; two that are the directions of an equation are one."""
    told: list[str] = []
    for k, one in enumerate(hypotheses):
        turned = terms.at_least(one.args[1], one.args[0]) if one.op == "ge" else None
        if turned in hypotheses[:k]:
            continue
        equal = turned in hypotheses[k + 1 :]
        told.append(f"{shown(one.args[0])} {OPEN}={CLOSE} {shown(one.args[1])}" if equal else shown(one))
    return told


def _positive(pattern: Any, term: Term) -> str:
    """A term where all laws are positive."""
    positive = above_zero(pattern).union(pattern.laws)
    return shown(settled(term, positive, positive), positive)


def _at_zeros(pattern: Any, term: Term) -> str:
    """What a term is where one law is 0, if its formula has no value there: ``, taken as q where p = 0 < q``."""
    laws, parts = frozenset(pattern.laws), list[str]()
    plain = settled(term, laws, laws)
    may = [law for law in pattern.laws if law in terms.variables(term) and law not in pattern.positive]
    for law in may:
        at = settled(terms.substituted(term, {law: ZERO}), laws - {law}, laws)
        if len(text := shown(at, laws - {law})) <= SHORT and _stops(plain, {law: ZERO}):
            others = ", ".join(one for one in may if one != law)
            parts.append(f"{text} where {OPEN}{law} = 0{f' < {others}' if others else ''}{CLOSE}")
    if len(parts) > 1 and settled(terms.substituted(term, dict.fromkeys(laws, ZERO)), (), laws) is ZERO:
        parts.append(f"{OPEN}0{CLOSE} where all vanish")
    return f", taken as {', '.join(parts)}" if parts else ""


def _stops(term: Term, values: dict[str, Term]) -> bool:
    """Whether a term divides by 0 or takes the logarithm of 0 at values."""
    own = term.op in ("div", "log") and terms.substituted(term.args[-1], values) is ZERO
    return own or any(_stops(part, values) for part in term.parts)


def together(names: Sequence[str]) -> str:
    """``S0, S1 and S2``, each name a formula."""
    return listed([f"{OPEN}{name}{CLOSE}" for name in names])


def said(relation: str) -> str:
    """A relation as people write it."""
    return "=" if relation == "==" else relation
