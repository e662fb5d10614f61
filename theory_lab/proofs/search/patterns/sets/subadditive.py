"""The search for proofs that a term is subadditive: merging outcomes makes its sum smaller.

Main definitions: ``Subadditive``.

Conventions: nothing here is trusted.  ``p`` and ``p_other`` are the masses of a law at two outcomes.
"""

from __future__ import annotations

from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.lemmas import merged, subadditive
from theory_lab.proofs.kernel.states import State, decided, first_condition
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.sets.tails import Tails
from theory_lab.proofs.search.places.points import sampled
from theory_lab.proofs.terms import Term


class Subadditive(Tails):
    """Lemmas that a sum is at least its term at merged outcomes."""

    merging = False  # whether it is shown that a term is subadditive

    def merge(self, name: str, phi: Term) -> bool:
        """Add the lemma that a term is subadditive."""
        lemma: Tree = {"rule": "merge", "sum": name, "set": 0}
        if not sums.valued(phi, self.pattern):
            return False
        self.merging, known = True, self.known(lemma)
        try:
            proof = self.inside(subadditive(self.pattern, phi, known))
        finally:
            self.merging = False
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((merged(self.pattern, lemma), False))
        return proof is not None

    def _patterned(self, state: State, laws: list[str]) -> Tree | None:
        more = [f"{law}_other" for law in laws if not law.endswith("_other")] if self.merging else []
        return super()._patterned(state, [*laws, *(one for one in more if one not in laws)])

    def _renamed(self, state: State, laws: list[str]) -> Tree | None:
        if not self.merging or any(name.endswith("_root") for name in state.ranges):
            return super()._renamed(state, laws)
        for mark in ("", "_other"):
            own = [law for law in laws if law.endswith("_other") == bool(mark)]
            if len(own) > 1 and own[0] in state.ranges:
                name, by, new = own[0], own[-1], f"{own[0]}_by"
                ranges = {one: ends for one, ends in state.ranges.items() if one != name} | {new: state.ranges[name]}
                positive = state.positive - {name} | ({new} if name in state.positive else set())
                image = terms.multiply(terms.variable(new), terms.variable(by))
                case = state.changed(lambda t, told={name: image}: terms.substituted(t, told), ranges=ranges, positive=positive)
                then = self._renamed(case, [law for law in laws if law != name])
                return then and {"rule": "ratio", "var": name, "by": by, "name": new, "then": then}
        return self._by_signs(state)

    def _by_signs(self, state: State) -> Tree | None:
        """Cases of maxima, most of which have no points."""
        condition = first_condition(state.sides)
        if condition is None:
            then = self.solve(replace(state, facts=()))
            return {"rule": "keep", "facts": [], "then": then} if then else self.solve(state)
        tree: Tree = {"rule": "if"}
        for answer, key in ((True, "yes"), (False, "no")):
            case = state.changed(lambda term, answer=answer: decided(term, condition, answer))
            case = case.known(condition if answer else terms.negation(condition))
            at = sampled(case)
            none = first_condition(state.sides[:1]) is None and bool(at) and not len(next(iter(at.values())))
            tree[key] = (self._impossible(case) if none else None) or self._by_signs(case)
            if tree[key] is None:
                return None
        return tree
