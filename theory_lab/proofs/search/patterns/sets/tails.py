"""The search for a bound of a divergence by the tails of a ratio.

Where ``C`` is the maximum of ``(1 - B) x`` and ``W`` that of ``x``, with ``x`` the logarithm of the ratio by which outcomes are
ranked, a sum of ``p x`` is at most the integral over ``F`` of the smaller of ``W`` and ``C/(1 - F)``.  So it is a rise of the
``g`` with this slope: ``x`` is at most ``W`` and at most ``C/(1 - B)``, and the mean slope between ``B`` and ``B + T`` is at
least the smaller one.

Main definitions: ``Tails``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import lemmas, sums
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State, first_condition
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.sets.rises import TOP, Cells, Rise
from theory_lab.proofs.search.patterns.sets.splits import by_condition, by_ratio, by_zero, kept


class Tails(Cells):
    """Lemmas on a divergence by the tails of a ratio."""

    tails: tuple[str, str] | None = None  # the bounds ``C`` and ``W``, where a step is to follow from them

    def prepare(self) -> None:
        """The lemmas by tails, else what else is looked for before any step."""
        lemmas_before, facts_before = [*self.lemmas], [*self.facts]
        self.tails = None
        try:
            self._by_rise()
        except Rejected:
            self.tails = None
        if self.tails is None:
            self.lemmas, self.facts = lemmas_before, facts_before
            super().prepare()

    def _by_rise(self) -> None:
        """The lemmas ``C <= W`` and that a sum is at most the rise, where ``C`` and ``W`` are nonnegative."""
        assert self.pattern is not None
        pattern = self.pattern
        named = [name for name, op, term in pattern.bounds if op == "max" and terms.variables(term) & {*pattern.laws}]
        if len(named) != 2 or len(pattern.ranks) != 1 or len(pattern.laws) != 2 or len(self.lemmas) != 2:
            return
        (c, w), (p, q) = named, pattern.laws
        lemma: Tree = {"rule": "attained", "bound": c, "fact": f"{w} - {c}"}
        fact, at = lemmas.of_bound(pattern, lemma)
        self._added(lemma, fact, by_zero(self._at(lemma, at), p, lambda s: self._smaller(s, p, q), self.solve))
        self.tails, y = (c, w), f"(1 - F)*{w}/kept({c})"
        rise = [0, f"-{c}*({y} - part({y} - 1) + log(1 + part({y} - 1)))", "1"]
        for name, _ in pattern.sums:
            form = {"sums": {name: "-1"}, "masses": {p: "-1", q: "1"}, "ranks": [rise]}
            lemma = {"rule": "linear", "form": form}
            at, fact = self.form(form)
            self._added(lemma, fact, Rise(self, p, q, c, w).proof(self._at(lemma, at)))

    def _at(self, lemma: Tree, at: terms.Term) -> State:
        assert self.pattern is not None
        return sums.at_one(self.pattern, lemma, at, self.known(lemma))

    def _added(self, lemma: Tree, fact: terms.Term, proof: Tree | None) -> None:
        """Keep a lemma that has a proof."""
        if proof is None:
            raise Rejected("the tails are others")
        self.lemmas.append({**lemma, "proof": proof})
        self.facts.append((fact, False))

    def _smaller(self, state: State, p: str, q: str) -> Tree | None:
        """``(1 - B) x <= W``, for ``x <= W``."""

        def at_least(state: State) -> Tree | None:
            facts, t = [TOP, len(state.facts) - 1], f"{p}_by_{q}"
            return kept(
                state, facts, lambda s: self.on_cell(s, [*(name for name in s.ranges if name != t), t], [(1, t)], [(0, "1")])
            )

        return by_ratio(state, p, q, lambda s: by_condition(s, at_least, self.solve))

    def _step(self, state: State) -> Tree | None:
        if self.tails and not self.closed and first_condition(state.sides) is not None and (tree := self._by_tails(state)):
            return tree
        return super()._step(state)

    def _by_tails(self, state: State) -> Tree | None:
        """A step from the last lemma, that ``C <= W`` and the signs, which are the first facts."""
        assert self.tails is not None
        c, w = self.tails
        rise = len(self.facts) - 1

        def large(state: State) -> Tree | None:
            order = [c, w, *(name for name in state.ranges if name not in (c, w))]
            return kept(state, [2, rise, rise + 1], lambda s: self.on_cell(s, order, [(2, c), (0, w)], [(1, "1")]))

        def nowhere(state: State) -> Tree | None:
            only = lambda s: kept(s, [rise], lambda s: self.on_cell(s, [*s.ranges], [], [(0, "1")]))  # noqa: E731
            return self.zero(state, (0, len(state.facts) - 1), c, only)

        self.at_outcome = True
        try:
            empty = lambda s: self.excluded(s, [2, rise + 1, rise + 2])  # noqa: E731
            return by_condition(state, lambda s: by_condition(s, large, empty), nowhere)
        except Rejected:
            return None
        finally:
            self.at_outcome = False
