"""Proofs as people read them.

A stored proof is told again in words: the lemma about one outcome, its cases, on each cell the function, what it is divided by,
its derivative and the value at the end.  The teller walks through the proof as the kernel does, with the kernel's own functions.

Main definitions: ``told`` (lines of text), ``latex`` (a proof environment), ``lines``, ``state_told``, ``shown``, ``indented``.

Conventions: reading a proof checks nothing; ``theorems.verified`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.lemmas import of_bound, proved
from theory_lab.proofs.kernel.states import State, decided, first_condition, polynomial_term, settled
from theory_lab.proofs.telling import layout
from theory_lab.proofs.telling.formulas import formula, tidied
from theory_lab.proofs.telling.functions import leaf_told
from theory_lab.proofs.telling.layout import CASE, CLEAR, CLOSE, INDENT, NOWHERE, OPEN, RENAMING
from theory_lab.proofs.telling.uses import uses
from theory_lab.proofs.terms import Term
from theory_lab.proofs.trees import LEAF

Tree = Mapping[str, Any]


def told(pattern: Any, proof: Tree) -> list[str]:
    """The proof of a pattern, line by line."""
    return layout.plain(lines(pattern, proof))


def latex(pattern: Any, proof: Tree) -> str:
    """The proof as a LaTeX environment, ready to paste."""
    return layout.tex(lines(pattern, proof))


def lines(pattern: Any, proof: Tree) -> list[str]:
    """The proof of a pattern with marks around formulas."""
    taken = {*pattern.laws, *(name for name, _, _ in (*pattern.tables, *pattern.parameters))}
    return layout.lettered(layout.merged(layout.shortened(list(_told(pattern, proof)))), taken)


def _told(pattern: Any, proof: Tree) -> Iterator[str]:
    yield from _opening(pattern)
    lemmas, used = proof["lemmas"], uses(pattern, proof)
    numbers = {k: number for number, k in enumerate(used.all, 1)}
    for k, (lemma, known, fact) in enumerate(proved(pattern, lemmas)):
        if k not in numbers:
            continue
        yield ""
        earlier = next((numbers[j] for j in used.all if j < k and _alike(lemma, lemmas[j])), 0)
        if earlier:
            yield f"Lemma {numbers[k]}. The same in another form, from what Lemma {earlier} shows at one outcome."
        else:
            yield from _lemma(pattern, lemma, numbers[k], known, fact)
    yield ""
    for a, b, step in zip(pattern.sides, pattern.sides[1:], used.steps, strict=False):
        yield f"{shown(a)} {OPEN}{pattern.relation}{CLOSE} {shown(b)} follows{_by([numbers[k] for k in step])}."
    for names in proof["infinite"]:
        yield f"Where {OPEN}{names}{CLOSE} is infinite, the larger side is infinite as well, or there are no such laws."


def _alike(lemma: Tree, other: Tree) -> bool:
    """Whether two lemmas differ at most in the form in which they are used."""
    return {**lemma, "as": ""} == {**other, "as": ""}


def _by(lemmas: Sequence[int]) -> str:
    if len(lemmas) < 2:
        return f" from Lemma {lemmas[0]}" if lemmas else " from the ranges alone"
    return f" from Lemmas {', '.join(map(str, lemmas[:-1]))} and {lemmas[-1]}"


def _opening(pattern: Any) -> Iterator[str]:
    """What is given, what the sums and bounds stand for where all laws are positive, and the claim."""
    laws, names = frozenset(pattern.laws), ", ".join(pattern.laws)
    kind = "be laws on" if len(pattern.laws) > 1 else "be a law on" if names else "There is"
    positive = " without zeros" if pattern.positive == laws else ""
    ranges = [f"{OPEN}{low} <= {name} <= {high}{CLOSE} at every outcome" for name, low, high in pattern.tables]
    ranges += [f"{OPEN}{low} <= {name} <= {high}{CLOSE}" for name, low, high in pattern.parameters if low is not None]
    ranges += [f"{OPEN}{name}{CLOSE} any number" for name, low, _ in pattern.parameters if low is None]
    ranges += [f"{shown(one)} at every outcome" for one in pattern.everywhere]
    ranges += [shown(one) for one in pattern.hypotheses]
    given = f"; {', '.join(ranges)}" if ranges else ""
    opening = f"Let {OPEN}{names}{CLOSE} {kind}" if names else kind
    yield f"{opening} any number of outcomes{positive if names else ''}{given}."
    if LEAF in pattern.laws:
        yield f"{INDENT}An outcome is a leaf of the tree, {OPEN}{LEAF}{CLOSE} its probability under the model."
    summed = [("the sum", name, term) for name, term in pattern.sums if term is not terms.ONE]
    summed += [(f"the {op}imum", name, term) for name, op, term in pattern.bounds]
    for what, name, term in summed:
        yield f"{INDENT}{OPEN}{name}{CLOSE} is {what} over outcomes of {shown(settled(term, laws, laws), laws)}."
    yield from (f"{INDENT}{OPEN}{name}{CLOSE} is the number of outcomes." for name, term in pattern.sums if term is terms.ONE)
    yield f"{INDENT}Claim: {f' {OPEN}{pattern.relation}{CLOSE} '.join(map(shown, pattern.sides))}."


def _lemma(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    if lemma["rule"] == "attained":
        relation = ">" if fact[1] else ">="
        yield f"Lemma {number}. {shown(fact[0])} {OPEN}{relation} 0{CLOSE}, for the bound is attained, and at every outcome:"
        state = sums.at_one(pattern, lemma, of_bound(pattern, lemma)[1], known)
        yield from indented(state_told(replace(state, relation="<") if fact[1] else state, lemma["proof"]), 2)
    elif lemma["rule"] == "peak":
        yield from _peak(pattern, lemma, number, known)
    elif lemma["rule"] == "linear":
        one, summed = sums.form(pattern, lemma["form"])
        yield f"Lemma {number}. {shown(summed)} {OPEN}>= 0{CLOSE}."
        yield f"{INDENT}It is a sum over outcomes, and at one outcome:"
        yield from indented(state_told(sums.at_one(pattern, lemma, one, known), lemma["proof"]), 2)
    elif lemma["rule"] == "jensen":
        yield from _jensen(pattern, lemma, number, known)
    elif lemma["rule"] == "square":
        yield from _square(pattern, lemma, number, known)
    elif lemma["rule"] == "part":
        yield from _part(pattern, lemma, number, known, fact)
    else:
        yield from _layers(pattern, lemma, number, known, fact)


def _part(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    (u, _), (v, _), name = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"], lemma["set"]), lemma["set"]
    yield f"Lemma {number}. {shown(fact[0])} {OPEN}>= 0{CLOSE}, where {OPEN}{name}{CLOSE} marks sums over a set of outcomes."
    yield f"{INDENT}What is nonnegative is in sum at least its part on the set:"
    for right, proof in zip((u, terms.subtract(u, v)), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _layers(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    (u, _), (v, _), h = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"]), pattern.ranks[lemma["rank"]][1]
    name = f"{OPEN}{lemma['set']}{CLOSE}"
    yield f"Lemma {number}. {shown(fact[0])} {OPEN}>= 0{CLOSE}, for some set {name} of all outcomes above a rank by {shown(h)}."
    yield f"{INDENT}The left sum is at most one of {shown(h)} times weights, so an integral of sums of weights over such sets:"
    for right, proof in zip(
        (h, terms.subtract(terms.ONE, h), terms.subtract(terms.multiply(v, h), u)), lemma["proofs"], strict=True
    ):
        yield from _at_one(pattern, lemma, right, proof, known)


def _peak(pattern: Any, lemma: Tree, number: int, known: sums.Facts) -> Iterator[str]:
    (one, summed), (fact, at) = sums.form(pattern, lemma["form"]), of_bound(pattern, lemma)
    yield f"Lemma {number}. {shown(summed)} {OPEN}>={CLOSE} {shown(fact)}."
    yield f"{INDENT}The left side is a sum of what is nonnegative at every outcome, so it is at least that at one, where"
    yield f"{INDENT}the bound {OPEN}{lemma['bound']}{CLOSE} is attained; and at every outcome the right side is at most it:"
    for right, proof in zip((one, terms.subtract(one, at)), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _square(pattern: Any, lemma: Tree, number: int, known: sums.Facts) -> Iterator[str]:
    (u, us), (v, vs), (x, xs) = (sums.form(pattern, lemma[key]) for key in ("u", "v", "x"))
    square, product = terms.power(xs, 2), terms.multiply(us, vs)
    yield f"Lemma {number}. {shown(square)} {OPEN}<={CLOSE} {shown(product)}, by Cauchy-Schwarz from"
    gap = terms.subtract(terms.multiply(u, v), terms.power(x, 2))
    for right, proof in zip((u, v, gap), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _jensen(pattern: Any, lemma: Tree, number: int, known: sums.Facts) -> Iterator[str]:
    (f, whole), (low, lower) = sums.form(pattern, lemma["f"]), sums.form(pattern, lemma["l"])
    w = terms.variable(lemma["law"])
    claim = f"{shown(terms.log(whole))} {OPEN}>={CLOSE} {shown(lower)}"
    yield f"Lemma {number}. {claim}, by Jensen's inequality for the law {shown(w)} from"
    gap = terms.multiply(w, terms.subtract(terms.log(f), terms.log(w)))
    right = terms.subtract(terms.choose(terms.above(w, terms.ZERO), gap, terms.ZERO), low)
    for one, proof in zip((f, right), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, one, proof, known)


def _at_one(pattern: Any, lemma: Tree, right: Term, proof: Tree, known: sums.Facts) -> Iterator[str]:
    laws = frozenset(pattern.laws)
    yield f"{INDENT}{shown(settled(right, laws, laws), laws)} {OPEN}>= 0{CLOSE} at one outcome:"
    yield from indented(state_told(sums.at_one(pattern, lemma, right, known), proof), 2)


def indented(inner: Iterator[str], depth: int = 1) -> Iterator[str]:
    """Lines further to the right."""
    return (INDENT * depth + line for line in inner)


def state_told(state: State, tree: Tree) -> Iterator[str]:
    """A state and its proof: cases, new variables, leaves."""
    match tree["rule"]:
        case "clear":
            yield CLEAR
        case "empty":
            yield NOWHERE
        case "zero":
            yield from _zero(state, tree)
        case "ratio" | "square":
            yield from _renamed(state, tree)
        case "coin":
            yield from _coin(state, tree)
        case "if":
            condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
            assert condition is not None
            for answer, key in ((True, "yes"), (False, "no")):
                known = condition if answer else terms.negation(condition)
                yield f"{CASE}{shown(known, state.above_zero)}:"
                case = state.changed(lambda term, answer=answer: decided(term, condition, answer)).known(known)
                yield from indented(state_told(case, tree[key]))
        case "equal":
            ranges = {one: ends for one, ends in state.ranges.items() if one != tree["var"]}
            laws = dict.fromkeys((one for law in state.laws for one in law), (Fraction(0), Fraction(1)))
            image = polynomial_term(tree["by"], {**ranges, **laws})
            yield f"{RENAMING}{OPEN}{tree['var']} ={CLOSE} {shown(image)}, which is known;"
            changed = state.changed(lambda term: terms.substituted(term, {tree["var"]: image}), ranges=ranges)
            yield from state_told(changed, tree["then"])
        case "edge":
            yield from _edge(state, tree)
        case "keep":
            kept = replace(state, facts=tuple(state.facts[j] for j in tree["facts"]))
            yield from state_told(kept.narrowed() if "narrow" in tree else kept, tree["then"])
        case "affine":
            values = {name: terms.ZERO for name in tree["vars"]}
            for one, proof in zip((None, *tree["vars"]), tree["at"], strict=True):
                where = f"{OPEN}{one} = 1{CLOSE} and the others are 0" if one else "all are 0"
                yield f"{CASE}in {OPEN}{', '.join(tree['vars'])}{CLOSE}, in which both sides are affine, {where}:"
                at = {**values, one: terms.ONE} if one else values
                case = state.changed(lambda term, at=at: terms.substituted(term, at)).narrowed()
                yield from indented(state_told(case, proof))
        case "cell":
            yield from leaf_told(state, tree)
        case rule:
            yield f"by the rule {rule}."


def _zero(state: State, tree: Tree) -> Iterator[str]:
    name = tree["var"]
    yield f"{CASE}{OPEN}{name} = 0{CLOSE}:"
    values = {name: terms.ZERO}
    laws = [tuple(one for one in law if one != name) for law in state.laws]
    values |= {law[0]: terms.ONE for law in laws if len(law) == 1}
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    if () in laws:
        yield f"{INDENT}impossible, for it is the only outcome."
    else:
        kept = tuple(law for law in laws if len(law) > 1)
        zero = state.changed(lambda t: terms.substituted(t, values), ranges=ranges, laws=kept)
        yield from indented(state_told(zero, tree["zero"]))
    yield f"{CASE}{OPEN}{name} > 0{CLOSE}:"
    yield from indented(state_told(state.changed(lambda term: term, positive=state.positive | {name}), tree["positive"]))


def _renamed(state: State, tree: Tree) -> Iterator[str]:
    name, new = tree["var"], terms.variable(tree["name"])
    ratio = tree["rule"] == "ratio"
    image = terms.multiply(new, terms.variable(tree["by"])) if ratio else terms.power(new, 2)
    yield f"{RENAMING}{OPEN}{name} ={CLOSE} {shown(image)};"
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    ends = (Fraction(0), None) if ratio else (_end(tree["low"]), _end(tree["high"]))
    positive = state.positive - {name} | ({tree["name"]} if name in state.positive else set())
    case = state.changed(
        lambda term: terms.substituted(term, {name: image}), ranges={**ranges, tree["name"]: ends}, positive=positive
    )
    yield from state_told(case, tree["then"])


def _coin(state: State, tree: Tree) -> Iterator[str]:
    law, name = tuple(tree["law"]), tree["name"]
    images = {law[0]: terms.variable(name), law[1]: terms.subtract(terms.ONE, terms.variable(name))}
    yield f"{RENAMING}{OPEN}{law[0]} = {name}{CLOSE} and {OPEN}{law[1]} = 1 - {name}{CLOSE};"
    facts = tuple((image, True) for one, image in images.items() if one in state.positive)
    ranges = {**state.ranges, name: (Fraction(0), Fraction(1))}
    laws = tuple(one for one in state.laws if one != law)
    positive = state.positive - set(law) | ({name} if law[0] in state.positive else set())
    case = replace(state, facts=(*state.facts, *facts))
    yield from state_told(
        case.changed(lambda t: terms.substituted(t, images), ranges=ranges, laws=laws, positive=positive), tree["then"]
    )


def _edge(state: State, tree: Tree) -> Iterator[str]:
    j = tree["fact"]
    fact, _ = state.facts[j]
    inside = replace(state, facts=(*state.facts[:j], (fact, True), *state.facts[j + 1 :]))
    edge = replace(state, facts=(*state.facts, (terms.negative(fact), False)))
    for sign, case, key in ((">", inside, "inside"), ("=", edge, "edge")):
        yield f"{CASE}{shown(fact, state.above_zero)} {OPEN}{sign} 0{CLOSE}:"
        yield from indented(state_told(case, tree[key]))


def _end(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def shown(term: Term, positive: frozenset[str] = frozenset()) -> str:
    """A formula between its marks."""
    return f"{OPEN}{formula(tidied(term, positive))}{CLOSE}"
