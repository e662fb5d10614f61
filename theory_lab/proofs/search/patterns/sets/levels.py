"""The search for what holds of the outcomes that are not ranked below one, such as those above a level of a ratio.

The largest regret of Best-of-N is a maximum over such sets: of ``B^N - 1`` and the mass of the set under the target, where
``B`` is the base mass off the set.  A coverage says that the target has not much more of any set than the base, and an
exponential ``exp(-N a)`` is at least ``(1 - a)^N``: so the cases ``B <= 1 - a`` and ``B >= 1 - a`` are left.

Main definitions: ``Levels``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import lemmas, sums
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.calculus import BALL, CUTS, DEPTH, Tree
from theory_lab.proofs.search.leaves import every, has
from theory_lab.proofs.search.patterns.inductions import text_in
from theory_lab.proofs.search.patterns.sets.layers import Layers
from theory_lab.proofs.search.patterns.sets.splits import by_cut, kept
from theory_lab.proofs.terms import Term

SIGNS = {"add": " + ", "sub": " - ", "mul": "*", "div": "/", "sum": " + "}


class Levels(Layers):
    """Lemmas on a maximum over the outcomes that are not ranked below one."""

    def prepare(self) -> None:
        """Lemmas on such a maximum that the sides bound, by a coverage and an exponential."""
        super().prepare()
        assert self.pattern is not None
        for bound, _, term in self.pattern.bounds:
            base, power, rank = _gain(term)
            for side in self.pattern.sides if power else ():
                for one in every(side):
                    if one.op == "exp" and _text(side) and self._coverages(rank) and self._below_power(one, power):
                        self._bound_by(bound, base, side, one, power)

    def _coverages(self, rank: int) -> bool:
        """Keep what the masses of laws under a coverage say of these sets; whether there is anything."""
        assert self.pattern is not None
        before = len(self.lemmas)
        for name, phi in self.pattern.sums:
            for condition in [one for one in every(phi) if one.op == "ge" and text_in(one.args[0], {}) in self.pattern.laws]:
                for law, level in self._levelled(condition.args[1]):
                    u, v = {name: "1"}, {condition.args[0].args[0]: "1", law: f"-({level})"}
                    lemma = {"rule": "part", "set": "A0", "rank": rank}
                    lemma |= {"u": {"sums": u, "masses": {}}, "v": {"sums": {}, "masses": v}}
                    (one, whole), (at, part) = self.form(lemma["u"]), sums.form(self.pattern, lemma["v"], "A0")
                    fact = lemmas.not_below(self.pattern, terms.subtract(whole, part), "A0", rank)
                    if self._kept(lemma, (one, terms.subtract(one, at)), fact):
                        self.add_lemma({"sums": u, "masses": {}})
        return len(self.lemmas) > before

    def _levelled(self, term: Term) -> Iterator[tuple[str, str]]:
        """A law and the number that it is multiplied by."""
        assert self.pattern is not None
        for law, level in (term.args, term.args[::-1]) if term.op == "mul" else ():
            if text_in(law, {}) in self.pattern.laws and (text := text_in(level, {})):
                yield law.args[0], text

    def _below_power(self, one: Term, power: int) -> bool:
        """Keep the lemma that ``exp(-N a) >= (1 - a)^N``."""
        lemma: Tree = {"rule": "follows", "fact": f"{_text(one)} - ({self._part_of(one, power)})**{power}"}
        try:
            fact, state = lemmas.following(self.pattern, lemma, self.known(lemma))
        except Rejected:
            return False
        few = [j for j, (told, _) in enumerate(state.facts) if terms.variables(told) <= terms.variables(fact)]
        if (proof := kept(state, few, self.solve)) is None:
            return False
        self.lemmas.append({**lemma, "proof": proof})
        self.facts.append((fact, False))
        return True

    def _part_of(self, one: Term, power: int) -> str:
        """``1 - a`` of ``exp(-N a)``."""
        return f"1 + ({_text(one.args[0])})/{power}"

    def _bound_by(self, bound: str, base: str, side: Term, one: Term, power: int) -> None:
        """Keep the lemma that a bound is at most a side."""
        assert self.pattern is not None
        lemma: Tree = {"rule": "attained", "bound": bound, "fact": f"{_text(side)} - {bound}"}
        known = self.known(lemma)
        said, at = lemmas.of_bound(self.pattern, lemma, known)
        state = sums.at_one(self.pattern, lemma, at, known)
        self.closed = True  # by what is known so far
        try:
            proof = self._in_order(state, base, f"{self._part_of(one, power)} - {base}")
        except Rejected:
            return
        finally:
            self.closed = False
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((said, False))

    def _in_order(self, state: State, base: str, place: str) -> Tree | None:
        """A proof on both sides of a place of the mass ``base``, which is at most 1."""

        def side(state: State) -> Tree | None:
            here = terms.variables(state.sides[1])
            few = [j for j, (fact, _) in enumerate(state.facts) if terms.variables(fact) <= here]
            return kept(state, few, lambda case: self._on_side(case, base))

        def nowhere(state: State) -> Tree | None:
            few = [j for j, (fact, _) in enumerate(state.facts) if base in (names := terms.variables(fact)) and len(names) < 3]
            return kept(state, few, lambda case: self.contradiction(case, True))

        return by_cut(state, f"1 - {base}", lambda case: by_cut(case, place, side, side), nowhere)

    def _on_side(self, case: State, base: str) -> Tree | None:
        """A proof by facts, in which a power of the mass is all that is not affine."""
        others = sorted(case.ranges.keys() - {base} - terms.variables(case.facts[-1][0]))
        order = [*sorted(terms.variables(case.facts[-1][0]) - {base}), base, *others]
        tree: Tree = {"rule": "cell", "order": order, "laws": [], "bounds": [], "generators": [], "facts": []}
        field = leaf(case, tree)
        for j, (fact, _) in enumerate(case.facts):
            for told in self._bounds(case, field, j, fact, frozenset()) if not has(fact, ("exp",)) else ():
                if told[1] == base or len(terms.variables(fact)) == 1:
                    tree["bounds"].append(told)
                    field = leaf(case, tree)
        field, tree["generators"] = self._with_functions(field, case.sides[1])
        e, values = of_term(field, case.sides[1]), [of_term(field, fact) for fact, _ in case.facts]
        rough = [j for j, (fact, _) in enumerate(case.facts) if has(fact, ("exp",))]
        ranked = [j for j, (fact, _) in enumerate(case.facts) if base in terms.variables(fact) and len(terms.variables(fact)) > 2]
        for chosen in (rough, [*rough, *ranked]):
            rest = e
            for j in chosen:
                rest = rest - values[j]
            side, slope = field.side(base), field.derivative(rest, field.index(base))
            then = self._moved(rest, slope, field, side, False, False, DEPTH, CUTS)
            then = then or self.between(rest, field, side, False, DEPTH, CUTS)
            if then is not None:
                used = {"rule": "use", "facts": [[k, "1", BALL] for k in range(len(chosen))], "then": then}
                return {**tree, "facts": chosen, "then": used}
        return None


def _gain(term: Term) -> tuple[str, int, int]:
    """``B``, ``N`` and the number of the rank in ``B^N - B'``; nothing where it is no such difference."""
    if term.op != "sub" or term.args[0].op not in ("var", "pow") or term.args[1].op != "var":
        return "", 0, 0
    first, power = term.args[0].args if term.args[0].op == "pow" else (term.args[0], 1)
    named = [one.args[0] for one in (first, term.args[1]) if one.op == "var"]
    ranked = len(named) == 2 and all(name[0] == "B" and name[1:].isdigit() for name in named)
    return (named[0], power, int(named[0][1:])) if ranked else ("", 0, 0)


def _text(term: Term) -> str:
    """A term as the kernel reads it, '' for what it does not read."""
    if term.op in ("const", "var"):
        return text_in(term, {})
    parts = [_text(part) for part in term.parts]
    if not all(parts) or term.op not in (*SIGNS, "neg", "exp"):
        return ""
    return f"({SIGNS[term.op].join(parts)})" if term.op in SIGNS else f"({'-' if term.op == 'neg' else 'exp'}({parts[0]}))"
