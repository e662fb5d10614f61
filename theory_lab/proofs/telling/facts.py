"""What the lemmas of a proof say, read without their proofs.

``kernel.lemmas.proved`` finds the same on its way through all proofs, which is most of its work and decides nothing here.

Main definitions: ``Said``, ``said``.

Conventions: reading checks nothing.  Lemmas are numbered from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.lemmas import merged, not_below
from theory_lab.proofs.kernel.states import polynomial_term
from theory_lab.proofs.terms import ZERO, Term

Tree = Mapping[str, Any]
Reading = Callable[[Any, Tree, sums.Facts], Term]


class Said(NamedTuple):
    """What a lemma says, the numbers of the lemmas that its proof may use, and what these say."""

    fact: sums.Fact
    earlier: Sequence[int]
    known: sums.Facts


def said(pattern: Any, lemmas: Sequence[Tree]) -> list[Said]:
    """What each lemma says; its proof may use facts that need no further possibly infinite sums."""
    infinite, needed = sums.infinities(pattern).keys(), [sums.needed(pattern, lemma) for lemma in lemmas]
    found: list[Said] = []
    for k, lemma in enumerate(lemmas):
        earlier = [j for j in range(k) if needed[j] & infinite <= needed[k]]
        known = tuple(found[j].fact for j in earlier)
        strict = "strict" in lemma or lemma.get("as") == "positive"
        found.append(Said((FACTS[lemma["rule"]](pattern, lemma, known), strict), earlier, known))
    return found


def _written(pattern: Any, lemma: Tree, known: sums.Facts, key: str = "fact") -> Term:
    """What a lemma writes out itself."""
    return polynomial_term(lemma[key], sums.constants(pattern), sums.positive(pattern, known))


def _linear(pattern: Any, lemma: Tree, known: sums.Facts) -> Term:
    one, summed = sums.form(pattern, lemma["form"], known=known)
    return terms.subtract(summed, one) if "each" in lemma else summed


def _square(pattern: Any, lemma: Tree, known: sums.Facts) -> Term:
    u, v, x = (sums.form(pattern, lemma[key], known=known)[1] for key in ("u", "v", "x"))
    return terms.subtract(terms.multiply(u, v), terms.power(x, 2))


def _jensen(pattern: Any, lemma: Tree, known: sums.Facts) -> Term:
    whole, lower = (sums.form(pattern, lemma[key], known=known)[1] for key in ("f", "l"))
    if lemma["as"] == "positive":
        return whole
    return terms.subtract(terms.log(whole), lower) if lemma["as"] == "log" else terms.subtract(whole, terms.exp(lower))


def _peak(pattern: Any, lemma: Tree, known: sums.Facts) -> Term:
    return terms.subtract(sums.form(pattern, lemma["form"], known=known)[1], _written(pattern, lemma, known))


def _part(pattern: Any, lemma: Tree, _: sums.Facts) -> Term:
    whole, part = sums.form(pattern, lemma["u"])[1], sums.form(pattern, lemma["v"], lemma["set"])[1]
    fact = terms.subtract(whole, part)
    return not_below(pattern, fact, lemma["set"], lemma["rank"]) if "rank" in lemma else fact


def _layers(pattern: Any, lemma: Tree, _: sums.Facts) -> Term:
    whole, part = sums.form(pattern, lemma["u"])[1], sums.form(pattern, lemma["v"], lemma["set"], lemma["rank"])[1]
    return terms.subtract(part, whole)


def _level(pattern: Any, lemma: Tree, known: sums.Facts) -> Term:
    h, below, tied = pattern.ranks[i := lemma["rank"]][1], terms.variable(f"B{i}"), terms.variable(f"T{i}")
    c = _written(pattern, lemma, known, "at")
    above, rest = terms.at_least(h, c), terms.subtract(terms.ONE, sums.form(pattern, lemma["form"], known=known)[1])
    if "high" not in lemma:
        return terms.choose(above, terms.subtract(below, rest), ZERO)
    upto = terms.choose(terms.at_least(c, h), below, ZERO), terms.add(below, tied)
    return terms.subtract(rest, terms.choose(above, *upto))


FACTS: dict[str, Reading] = {
    "linear": _linear, "square": _square, "jensen": _jensen, "peak": _peak, "part": _part, "layers": _layers, "level": _level,
    "attained": _written, "follows": _written,
    "merge": lambda pattern, lemma, _: merged(pattern, lemma),
    "parts": lambda pattern, lemma, known: sums.form(pattern, lemma["form"], known=known)[1],
}  # fmt: skip
