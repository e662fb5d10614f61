"""A sketch of a proof for all sizes: a person names the steps, the search fills the gaps, the kernel verifies all of it.

Main definitions: ``Sketch``.

Conventions: a *form* maps names of sums and laws to their coefficients, as in ``{"S0": "1 - S1", "p": "level"}``: at an outcome
it is the sum of coefficients times terms, in sum that of coefficients times sums, and each law sums to 1.  Coefficients are texts
in what is the same at every outcome: parameters, bounds and sums.  Nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.lemmas import LEMMAS
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.sketches.filling import Filling, Unfinished
from theory_lab.proofs.sketches.moves import Tree, by, fresh, hole
from theory_lab.proofs.terms import ZERO

Form = Mapping[str, str | int]
Ranks = Sequence[Sequence[Any]]
Proofs = Sequence[Tree | None]
Step = tuple[int, Tree]  # a step by some facts, and how many lemmas had given facts before it


class Sketch:
    """The outline of a proof of one pattern of a claim.

    ``statics`` are the values of the claim's static fields, where each of these has one pattern, and ``number`` counts the
    patterns from 0.  What lemmas say, and ``hypotheses``, are facts, to be used by name in later lemmas and steps.
    """

    def __init__(self, pattern: Pattern, number: int, statics: Mapping[str, Any], filling: Filling) -> None:
        self.number, self.statics, self._filling = number, statics, filling
        self._given, self._sums, self._lemmas, self._facts = pattern, list[str](), list[Tree](), list[Fact]()
        self._needed = list[frozenset[str]]()  # the sums that each lemma needs
        self._steps, self._infinite, self._never = list[Step](), dict[str, Tree | list[Step]](), dict[str, Tree]()
        self._about(pattern)

    def _about(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self._filling.about(pattern)

    @property
    def everywhere(self) -> tuple[Fact, ...]:
        """What is known at every outcome: of ranks, by the claim's conditions, and of its maxima and minima, in this order."""
        return sums.inner(self.pattern, ZERO).facts

    @property
    def hypotheses(self) -> tuple[Fact, ...]:
        """What the hypotheses of the claim say of parameters, sums and bounds, in their order."""
        return sums.outer(self.pattern, (ZERO, ZERO), []).facts

    def sum(self, term: str) -> str:
        """The name of a further sum over outcomes, of a term such as ``"sqrt(p*q)"``; sums come before lemmas."""
        if self._lemmas:
            raise Unfinished(f"the sum of {term} comes before the first lemma")
        self._sums.append(term)
        try:
            self._about(sums.defined(self._given, {"sums": self._sums}))
        except Rejected as reason:
            raise Unfinished(f"the sum of {term} is rejected: {reason}") from None
        return self.pattern.sums[-1][0]

    # Lemmas

    def linear(self, form: Form, proof: Tree | None = None, *, ranks: Ranks = ()) -> Fact:
        """The sum of a form is at least 0, because the form is at every outcome."""
        return self._lemma({"rule": "linear", "form": self._form(form, ranks)}, "proof", [proof])

    def each(self, form: Form, proof: Tree | None = None) -> Fact:
        """The sum of a form is at least the form at any outcome, because it is at least 0 at every one."""
        return self._lemma({"rule": "linear", "form": self._form(form), "each": True}, "proof", [proof])

    def positive(self, form: Form, law: str, proofs: Proofs = (None, None)) -> Fact:
        """A form is positive, because it is at least 0 at every outcome, and positive where a law is."""
        return self._lemma({"rule": "linear", "form": self._form(form), "strict": law}, "proofs", proofs)

    def square(self, u: Form, v: Form, x: Form, proofs: Proofs = (None,) * 3) -> Fact:
        """``u v - x**2`` is at least 0, because ``u``, ``v`` and ``u v - x**2`` are at every outcome (Cauchy-Schwarz)."""
        forms = {"u": self._form(u), "v": self._form(v), "x": self._form(x)}
        return self._lemma({"rule": "square", **forms}, "proofs", proofs)

    def jensen(self, law: str, f: Form, low: Form, gives: str = "exp", proofs: Proofs = (None, None)) -> Fact:
        """``f - exp(low)`` is at least 0, because ``f`` and ``w log(f/w) - low`` are at every outcome, for a law ``w``.

        It ``gives`` that (``"exp"``), or ``log f - low >= 0`` (``"log"``), or ``f > 0`` (``"positive"``).
        """
        told = {"rule": "jensen", "law": law, "f": self._form(f), "l": self._form(low), "as": gives}
        return self._lemma(told, "proofs", proofs)

    def attained(self, bound: str, fact: str, proof: Tree | None = None, *, strict: bool = False) -> Fact:
        """A polynomial in a maximum or minimum is at least 0 (``strict``: positive): it is with its term everywhere."""
        told = {"rule": "attained", "bound": bound, "fact": fact, **({"strict": True} if strict else {})}
        return self._lemma(told, "proof", [proof])

    def peak(self, form: Form, bound: str, fact: str, proofs: Proofs = (None, None)) -> Fact:
        """The sum of a form >= 0 is at least a polynomial in a maximum or minimum, as the form is where that is attained."""
        return self._lemma({"rule": "peak", "form": self._form(form), "bound": bound, "fact": fact}, "proofs", proofs)

    def part(self, u: Form, v: Form, proofs: Proofs = (None, None), *, on: str = "A0", rank: int | None = None) -> Fact:
        """``u`` is in sum at least ``v`` on any set of outcomes, because ``u`` and ``u - v`` are at least 0 at every outcome.

        The mass of a law ``p`` on the set ``A0`` is ``A0_p``, the part of a sum ``A0_S1``.  With a ``rank`` the set are the
        outcomes that are not ranked below one, and the mass of a law that is ranked so is ``1 - B0`` (or ``1 - B1``).
        """
        told = {"rule": "part", "set": on, "u": self._form(u), "v": self._form(v), **({} if rank is None else {"rank": rank})}
        return self._lemma(told, "proofs", proofs)

    def layers(self, u: Form, v: Form, ranks: Ranks = (), proofs: Proofs = (None,) * 3, *, on: str = "A0", rank: int = 0) -> Fact:
        """``u`` is in sum at most ``v`` on the set ``on``, some outcomes above a rank, where ``v h >= u`` for what ranks them."""
        told = {"rule": "layers", "set": on, "rank": rank, "u": self._form(u), "v": self._form(v, ranks)}
        return self._lemma(told, "proofs", proofs)

    def level(self, form: Form, at: str, proof: Tree | None = None, *, rank: int = 0, high: bool = False) -> Fact:
        """``B0 >= 1 - S`` where what ranks outcomes is ``>= at``, for a form, of sum ``S``, that is ``>= p`` there and ``>= 0``.

        With ``high``, for a form that is ``<= p`` there and ``<= 0`` elsewhere: ``B0 <= 1 - S`` where what ranks is equal to
        ``at``, and ``B0 + T0 <= 1 - S`` where it is less.
        """
        told = {"rule": "level", "rank": rank, "at": at, "form": self._form(form), **({"high": True} if high else {})}
        return self._lemma(told, "proofs", [proof])

    def follows(self, fact: str, proof: Tree | None = None, *, strict: bool = False) -> Fact:
        """What facts and hypotheses say together: a text is at least 0 (``strict``: positive), ``part(a)`` is ``max(a, 0)``."""
        told = {"rule": "follows", "fact": fact, **({"strict": True} if strict else {})}
        return self._lemma(told, "proof", [proof])

    # Steps

    def step(self, *facts: Fact, proof: Tree | None = None) -> None:
        """The next step from side to side, using these facts only."""
        sides = list(itertools.pairwise(self.pattern.sides))
        if len(self._steps) == len(sides):
            raise Unfinished(f"the claim has only {len(sides)} steps from side to side")
        state = sums.outer(self.pattern, sides[len(self._steps)], self._facts)
        self._steps.append((len(self._facts), self._held(f"step {len(self._steps) + 1}", state, facts, proof)))

    def infinite(self, *names: str, steps: Sequence[tuple[Sequence[Fact], Tree | None]] | None = None) -> None:
        """The case that these sums (and bounds) are infinite, all others finite: proofs of the steps, each by facts."""
        told, what = sums.infinities(self.pattern), ", ".join(names)
        if not told.keys() >= {*names}:
            raise Unfinished(f"{what}: infinite may be {', '.join(told) or 'none'}")
        values = {name: told[name] for name in names}
        known, trees = self._finite(names), list[Step]()
        for k, sides in enumerate(itertools.pairwise(self.pattern.sides)):
            facts, proof = steps[k] if steps else ((), None)
            state = sums.outer(self.pattern, sides, known, values)
            trees.append((len(known), self._held(f"step {k + 1} where {what} is infinite", state, facts, proof)))
        self._infinite[",".join(sorted(names))] = trees

    def impossible(self, *names: str, alone: str, proof: Tree | None = None) -> None:
        """The case that these sums are infinite cannot occur: if the others are finite, so is ``alone`` at every outcome.

        With no names it is finite at every outcome whatever others are, and in no case.
        """
        never, told = not names, sums.infinities(self.pattern)
        names = names or tuple(told)
        phis = {name: phi for name, phi in sums.infinite_alone(self.pattern).items() if name in told and name in names}
        if alone not in phis:
            raise Unfinished(f"{alone} is not infinite alone; of these sums may be {', '.join(phis) or 'none'}")
        state = sums.finite_without(self.pattern, phis[alone], names, self._finite(names))
        tree = fresh(proof or hole())
        self._filling.filled(f"that {alone} is finite", lambda: holds(state, tree), at_outcome=True)
        if never:
            self._never[alone] = tree
        else:
            self._infinite[",".join(sorted(names))] = {"impossible": alone, "proof": tree}

    def proof(self) -> Tree:
        """The proof as the kernel reads it; cases of infinite sums that are not given are left to the search."""
        missing = len(self.pattern.sides) - 1 - len(self._steps)
        if missing:
            raise Unfinished(f"{missing} of the steps from side to side {'is' if missing == 1 else 'are'} missing")
        infinite = sorted(sums.infinities(self.pattern).keys() - self._never.keys())
        for size in range(1, len(infinite) + 1):
            for names in itertools.combinations(infinite, size):
                if ",".join(names) not in self._infinite:
                    self.infinite(*names)
        cases = {
            names: {"steps": _behind(case, len(self._finite(names.split(","))))} if isinstance(case, list) else case
            for names, case in self._infinite.items()
        }
        told = {"lemmas": self._lemmas, "steps": _behind(self._steps, len(self._facts)), "infinite": cases}
        return {**({"sums": self._sums} if self._sums else {}), **told, **({"finite": self._never} if self._never else {})}

    def _finite(self, names: Sequence[str]) -> list[Fact]:
        """The facts that need none of these sums."""
        pairs = zip(self._facts, self._needed, strict=True)
        return [fact for fact, needed in pairs if needed.isdisjoint(names)]

    def _held(self, what: str, state: State, facts: Sequence[Fact], proof: Tree | None) -> Tree:
        for fact in facts:
            if not isinstance(fact, tuple):
                raise Unfinished(f"{what} uses {fact!r}, which is no fact; a fact is what a lemma such as s.linear returns")
        if proof is not None and not isinstance(proof, dict):
            raise Unfinished(f"the proof of {what} is {proof!r}, which is no move such as by() or cell()")
        tree = fresh(by(*facts, then=proof))
        self._filling.filled(what, lambda: holds(state, tree))
        return tree

    def _form(self, told: Form, ranks: Ranks = ()) -> Tree:
        """A form as the kernel reads it."""
        laws, phis = self.pattern.laws, dict(self.pattern.sums)
        for name in told:
            if name not in laws and name not in phis:
                raise Unfinished(f"there is no sum and no law {name!r}; there are {', '.join((*phis, *laws))}")
        form: Tree = {"sums": {name: str(c) for name, c in told.items() if name in phis}}
        form["masses"] = {name: str(c) for name, c in told.items() if name not in phis}
        return {**form, "ranks": [[i, g, str(c)] for i, g, c in ranks]} if ranks else form

    def _lemma(self, lemma: Tree, key: str, proofs: Proofs) -> Fact:
        """What a lemma says, once its proofs are complete."""
        what = f"lemma {len(self._lemmas) + 1} ({lemma['rule']})"
        trees = [fresh(proof or hole()) for proof in proofs]
        lemma = {**lemma, key: trees[0] if key == "proof" else trees}
        known = self._known(lemma)

        def said() -> Fact:
            return LEMMAS[lemma["rule"]](self.pattern, lemma, known)

        fact = self._filling.filled(what, said, at_outcome=lemma["rule"] != "follows")
        self._lemmas.append(lemma)
        self._facts.append(fact)
        self._needed.append(sums.needed(self.pattern, lemma))
        return fact

    def _known(self, new: Tree) -> tuple[Fact, ...]:
        """The facts that the proof of a new lemma may use."""
        infinite, allowed = sums.infinities(self.pattern).keys(), sums.needed(self.pattern, new)
        pairs = zip(self._facts, self._needed, strict=True)
        return tuple(fact for fact, needed in pairs if needed & infinite <= allowed)


def _behind(steps: Sequence[Step], now: int) -> list[Tree]:
    """Steps as the kernel counts their facts: those of all lemmas, later ones too, and then the hypotheses."""
    return [{**tree, "facts": [j if j < before else j + now - before for j in tree["facts"]]} for before, tree in steps]
