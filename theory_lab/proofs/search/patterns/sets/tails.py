"""The search for a bound of a divergence by the tails of a ratio.

Where ``C`` is the maximum of ``(1 - B) x`` and ``W`` that of ``x``, with ``x`` the logarithm of the ratio by which outcomes are
ranked, a sum of ``p x`` is at most the integral over ``F`` of the smaller of ``W`` and ``C/(1 - F)``.  So it is a rise of the
``g`` with this slope: ``x`` is at most ``W`` and at most ``C/(1 - B)``, and the mean slope between ``B`` and ``B + T`` is at
least the smaller one.

Main definitions: ``Tails``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Sequence

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import lemmas, sums
from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State, first_condition
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.sets.levels import Levels
from theory_lab.proofs.search.patterns.sets.splits import by_condition, by_cut, by_equation, by_ratio, by_zero, kept

# The facts at one outcome, in this order: what the masses are, the tail, the top, and what lemmas and cases say.
TIED, INSIDE, TAIL, TOP, SIGN, TOP_SIGN, ORDER, GAP, POSITIVE, AFTER, BEFORE = 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11


class Tails(Levels):
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
            self._added(lemma, fact, self._rise(self._at(lemma, at), p, q))

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
            return kept(state, facts, lambda s: self._cell(s, [*(s.ranges.keys() - {t}), t], [(1, t)], [(0, "1")]))

        return by_ratio(state, p, q, lambda s: by_condition(s, at_least, self.solve))

    def _rise(self, state: State, p: str, q: str) -> Tree | None:
        """The rise at one outcome: where the law is positive, its tie has mass, and the divergence is nonnegative."""
        t, assumed = f"{p}_by_{q}", self.tails
        assert assumed is not None
        c, w = assumed
        last = [q, c, w, "B0", "T0", t]

        def none(state: State) -> Tree | None:
            """Where ``C = 0`` nothing is larger than the other law."""
            facts = [TIED, INSIDE, TAIL, len(state.facts)]
            inside = [(0, "T0"), (1, "B0"), (3, t)]
            return by_condition(
                state,
                lambda s: kept(s, facts, lambda s: self._cell(s, [q, t, "T0", "B0"], inside, [(2, f"{t}*{q}/(1 - B0)")])),
                lambda s: kept(s, [len(s.facts) - 1], lambda s: self._cell(s, [q, t], [(0, t)], [])),
            )

        def nowhere(state: State) -> Tree | None:
            cell = {**next(self._shapes(state)), "order": [*state.ranges]}
            return by_equation(state, cell, (SIGN, POSITIVE), c, none)

        def flat(state: State) -> Tree | None:
            """Before the place where ``W = C/(1 - F)``."""
            n, top, low = len(state.facts), [(2, t), (1, c)], [(0, w), (1, c), (2, t)]
            return by_condition(
                state,
                lambda s: kept(s, [TOP, POSITIVE, n], lambda s: self._cell(s, last, top, [(0, f"{t}*{q}")])),
                lambda s: kept(s, [TOP_SIGN, POSITIVE, n], lambda s: self._cell(s, last, low, [])),
            )

        def beyond(state: State, order: Sequence[str], facts: Sequence[int], names: Sequence[str]) -> Tree | None:
            """By the tail, on a cell that these facts give ends of these variables."""
            ends, newest = [*zip(range(1, len(names) + 1), names, strict=True)], len(state.facts)
            return by_condition(
                state,
                lambda s: kept(
                    s,
                    [TAIL, *facts, newest],
                    lambda s: self._cell(s, order, [*ends, (len(names) + 1, t)], [(0, f"{t}*{q}/(1 - B0)")]),
                ),
                lambda s: kept(
                    s,
                    [*facts, newest],
                    lambda s: self._cell(s, order, [*((j - 1, name) for j, name in ends), (len(names), t)], []),
                ),
            )

        def after(state: State) -> Tree | None:
            """Behind that place, up to which there is mass."""
            n, order = len(state.facts), [q, c, "B0", "T0", w, t]
            return by_cut(
                state,
                "B0 - 1",
                lambda s: self._empty(s, [INSIDE, n]),
                lambda s: by_cut(
                    s,
                    "B0 + T0 - 1",
                    lambda s: kept(s, [INSIDE, AFTER, n + 1], self.solve),
                    lambda s: beyond(s, order, [POSITIVE, n, n + 1, ORDER], [c, "B0", "T0", w]),
                ),
            )

        def across(state: State) -> Tree | None:
            """On both sides of that place."""
            n, order = len(state.facts), [q, c, "B0", w, "T0", t]
            return by_cut(
                state,
                "B0 - 1",
                lambda s: self._empty(s, [INSIDE, n]),
                lambda s: beyond(s, order, [POSITIVE, n, BEFORE, AFTER, INSIDE], [c, "B0", w, "T0", "T0"]),
            )

        def placed(state: State) -> Tree | None:
            behind = [INSIDE, TOP_SIGN, POSITIVE, AFTER, BEFORE]
            return by_condition(
                state,
                lambda s: by_condition(s, after, lambda s: self._empty(s, behind)),
                lambda s: by_condition(s, across, flat),
            )

        def gap(state: State) -> Tree | None:
            return by_condition(state, lambda s: by_condition(s, placed, nowhere), lambda s: self._empty(s, [GAP]))

        def positive(state: State) -> Tree | None:
            return by_zero(state, "T0", lambda s: by_ratio(s, p, q, gap), lambda s: self._empty(s, [TIED]))

        return by_zero(state, p, positive, lambda s: by_zero(s, "T0", self.solve, self.solve))

    def _empty(self, state: State, facts: Sequence[int]) -> Tree | None:
        """Some of the facts exclude each other."""
        return kept(state, facts, lambda s: self.contradiction(s, True))

    def _cell(
        self, state: State, order: Sequence[str], bounds: Sequence[tuple[int, str]], used: Sequence[tuple[int, str]]
    ) -> Tree | None:
        """A proof on the cell that facts give these ends of, less multiples of others."""
        tree: Tree = {"rule": "cell", "order": [*order], "laws": [], "bounds": [], "generators": []}
        field = leaf(state, tree)
        for j, name in bounds:
            told = next((one for one in self._bounds(state, field, j, state.facts[j][0], frozenset()) if one[1] == name), None)
            if told is None:
                return None
            tree["bounds"].append(told)
            field = leaf(state, tree)
        for term in (*state.sides, *(state.facts[j][0] for j, _ in used)):
            field, given = self._with_functions(field, term)
            tree["generators"] += given
        e, listed = difference(field, *state.sides), []
        for k, (j, text) in enumerate(used):
            multiplier = field.quotient_of(text)
            listed.append([k, text, self.prove(multiplier, field)])
            e = e - multiplier * of_term(field, state.facts[j][0])
        then = self.prove(e, field)
        if then is None or any(proof is None for *_, proof in listed):
            return None
        return {**tree, "facts": [j for j, _ in used], "then": {"rule": "use", "facts": listed, "then": then}}

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
            order = [c, w, *(state.ranges.keys() - {c, w})]
            return kept(state, [2, rise, rise + 1], lambda s: self._cell(s, order, [(2, c), (0, w)], [(1, "1")]))

        def nowhere(state: State) -> Tree | None:
            cell = {**next(self._shapes(state)), "order": [*state.ranges]}
            only = lambda s: kept(s, [rise], lambda s: self._cell(s, [*s.ranges], [], [(0, "1")]))  # noqa: E731
            return by_equation(state, cell, (0, len(state.facts) - 1), c, only)

        self.at_outcome = True
        try:
            empty = lambda s: self._empty(s, [2, rise + 1, rise + 2])  # noqa: E731
            return by_condition(state, lambda s: by_condition(s, large, empty), nowhere)
        except Rejected:
            return None
        finally:
            self.at_outcome = False
