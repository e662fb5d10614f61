"""The search for lemmas on the outcomes above a rank: a sum that is ordered by what it contains is at most one over such a set.

A sum of ``w r`` over outcomes, where ``r`` ranks them, is at most the sum of ``w`` over the outcomes above some rank; what is
known of the masses of that set are its parts of the other sums.

Main definitions: ``Orders``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import lemmas, sums
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.means.moments.exponential import ExponentialMoments
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.search.places.points import refuted
from theory_lab.proofs.terms import Term

ATOMS = ("max", "min", "ite", "abs", "log", "exp", "sqrt", "div")  # what is a variable of its own in a sum of products
Form = dict[str, Any]


class Orders(ExponentialMoments):
    """Lemmas on the outcomes above a rank."""

    layered = on_set = False
    below: list[Term]  # facts that a sum is at most 1

    def prepare(self) -> None:
        """Lemmas on the outcomes above a rank, where a sum is ordered by what it contains."""
        super().prepare()
        self.layered, self.below = False, []
        pattern = self.pattern
        if pattern is None or len(pattern.ranks) != 1 or pattern.relation != "<=":
            return
        for u, v in self._ordered():
            if not v["sums"] and v["masses"].keys() <= {pattern.ranks[0][0]}:
                self._by_parts(u, [*v["ranks"], *([0, 1, c] for c in v["masses"].values())])
            name = f"A{sum(lemma['rule'] == 'layers' for lemma in self.lemmas)}"
            lemma = {"rule": "layers", "set": name, "rank": 0, "u": u, "v": v}
            (low, whole), (at, part) = sums.form(pattern, u), sums.form(pattern, v, name, 0)
            h = pattern.ranks[0][1]
            goals = (h, terms.subtract(terms.ONE, h), terms.subtract(terms.multiply(at, h), low))
            if self._kept(lemma, goals, terms.subtract(part, whole)):
                self.layered = True
                self._below_maximum(u, v)
                for u, v in self._parts(lemma):
                    lemma = {"rule": "part", "set": name, "u": u, "v": v}
                    (one, whole), (at, part) = sums.form(pattern, u), sums.form(pattern, v, name)
                    self._kept(lemma, (one, terms.subtract(one, at)), terms.subtract(whole, part))
        for name, law in itertools.product(self._tops() if self.layered else (), pattern.laws):
            if self.add_lemma({"sums": {name: "-1"}, "masses": {law: "1"}}):
                self.below.append(self.facts[-1][0])
                self.add_lemma({"sums": {name: "1"}, "masses": {}})
                break

    def _by_parts(self, u: Form, ranks: list[Any]) -> None:
        """The lemma that masses by rank without a whole, times what ranks the outcomes, have a sign."""
        assert self.pattern is not None
        turned = [[i, k, f"-({c})"] for i, k, c in ranks]
        form = {"sums": {name: f"-({c})" for name, c in u["sums"].items()}, "masses": {}}
        lemma = {"rule": "parts", "form": form, "ranks": turned}
        self._kept(lemma, tuple(lemmas.by_parts(self.pattern, lemma, ())), self.form(form)[1])

    def _below_maximum(self, u: Form, v: Form) -> None:
        """The lemma that ``v h`` is at most ``v`` times the maximum of ``h``."""
        assert self.pattern is not None
        for name, op, term in self.pattern.bounds:
            if op == "max" and term is self.pattern.ranks[0][1]:
                masses = {law: f"({c})*{name}" for law, c in v["masses"].items()}
                ranks = [[i, k, f"({c})*{name}"] for i, k, c in v["ranks"]]
                own = {name: f"-({c})" for name, c in u["sums"].items()}
                self.add_lemma({"sums": own, "masses": masses, "ranks": ranks} if not v["sums"] else {"sums": own, "masses": {}})

    def _tops(self) -> dict[str, Term]:
        """Sums of positive parts, and these parts."""
        assert self.pattern is not None
        return {name: term.args[0] for name, term in self.pattern.sums if term.op == "max" and term.args[1] is terms.ZERO}

    def _kept(self, lemma: Tree, goals: tuple[Term, ...], fact: Term) -> bool:
        """Keep a lemma if all of it has proofs."""
        states = [sums.at_one(self.pattern, lemma, goal, self.known(lemma)) for goal in goals]
        if any(map(refuted, states)):
            return False
        proofs = []
        for state in states:
            proofs.append(self.inside(state))
            if proofs[-1] is None:
                return False
        self.lemmas.append({**lemma, "proofs": proofs})
        self.facts.append((fact, False))
        return True

    def _ordered(self) -> Iterator[tuple[Form, Form]]:
        """Affine forms ``u = v h``, by what ranks the outcomes."""
        assert self.pattern is not None
        h = self.pattern.ranks[0][1]
        if h.op != "var":
            return
        field, images = self._field()
        sums_of = {name: image for name, image in images.items() if name in dict(self.pattern.sums)}
        if h.args[0] not in {one.name for one in field.generators}:  # no sum has the rank in it
            return
        i = field.index(h.args[0])
        ordered = {n: p for n, p in sums_of.items() if (q := poly.collected(p, i)) and len(q) == 2 and not q[0]}
        for u in self._wanted(set(ordered)):
            whole = poly.constant(0)
            for name, c in u.items():
                whole = whole + fmpq(*map(int, c.split("/"))) * poly.collected(ordered[name], i)[1]
            if (v := self._form(whole, field, images)) is not None:
                yield {"sums": u, "masses": {}}, v

    def _wanted(self, ordered: set[str]) -> list[dict[str, str]]:
        """What the steps from side to side bound from above: the ordered sums in them, which have constant coefficients."""
        assert self.pattern is not None
        found: list[dict[str, str]] = []
        for left, right in itertools.pairwise(self.pattern.sides):
            field, images = self._polynomials({"left": left, "right": right})
            gap, u = images["left"] - images["right"], {}
            for name in sorted(ordered & field.images.keys()):
                parts = poly.collected(gap, field.index(name))
                if len(parts) == 2 and parts[1].is_constant():
                    u[name] = str(parts[1].leading_coefficient())
            if u and u not in found:
                found.append(u)
        return found

    def _polynomials(self, told: dict[str, Term]) -> tuple[Field, dict[str, Poly]]:
        """Terms as polynomials, where all that is none is a variable."""
        atoms: dict[Term, Term] = {}

        def named(one: Term) -> Term | None:
            return atoms.setdefault(one, terms.variable(f"atom{len(atoms)}")) if one.op in ATOMS else None

        told = {name: terms.rebuilt(term, named) for name, term in told.items()}
        names = sorted(
            frozenset().union(*map(terms.variables, told.values())) | sums.parameters(self.pattern).keys() | {"B0", "T0"}
        )
        images = {name: Quotient(generator(k)) for k, name in enumerate(names)}
        field = Field(tuple(Side(name, None, None) for name in names), tuple(map(Generator, names)), images)
        return field, {name: of_term(field, term).n for name, term in told.items()}

    def _field(self) -> tuple[Field, dict[str, Poly]]:
        """Sums and laws at one outcome as polynomials."""
        assert self.pattern is not None
        return self._polynomials(dict(self.pattern.sums) | {law: terms.variable(law) for law in self.pattern.laws})

    def _form(self, p: Poly, field: Field, images: dict[str, Poly]) -> Form | None:
        """A polynomial at one outcome as a form: masses by rank, then parts of sums, then masses of laws."""
        assert self.pattern is not None
        law, b, t = self.pattern.ranks[0][0], field.index("B0"), field.index("T0")
        form: Form = {"sums": {}, "masses": {}, "ranks": []}
        try:
            own = poly.collected(p, field.index(law))
            for k, part in enumerate(poly.collected(poly.collected(own[1], t)[0], b)) if len(own) == 2 else ():
                if k and part:
                    c = fmpq(1, k + 1) * part
                    form["ranks"].append([0, k + 1, parameter_text(c, field)])
                    below, tied = terms.variable("B0"), terms.variable("T0")
                    power = terms.multiply(terms.variable(law), sums.divided_power(terms.add(below, tied), below, k + 1))
                    p = p - (c * of_term(field, power).n)
            for name, image in images.items():
                atoms = [g for g in poly.degrees(image) if field.generators[g].name.startswith("atom")]
                lead = [poly.collected(q, atoms[0]) for q in (p, image)] if len(atoms) == 1 else []
                if lead and len(lead[0]) == len(lead[1]) == 2 and (c := poly.divided(lead[0][1], lead[1][1])):
                    form["sums"][name] = parameter_text(c, field)
                    p = p - (c * image)
            for name in self.pattern.laws:
                parts = poly.collected(p, field.index(name))
                if len(parts) == 2:
                    form["masses"][name], p = parameter_text(parts[1], field), parts[0]
        except (Rejected, KeyError, LookupError):
            return None
        known = sums.parameters(self.pattern)
        texts = (*form["sums"].values(), *form["masses"].values(), *(text for *_, text in form["ranks"]))
        free = set(field.images) - known.keys()
        return form if not p and not any(free.intersection(re.findall(r"\w+", text)) for text in texts) else None

    def _parts(self, lemma: Tree) -> Iterator[tuple[Form, Form]]:
        """What may be known of the parts of sums and laws on a set: each is nonnegative, and at most the whole."""
        assert self.pattern is not None
        nothing: Form = {"sums": {}, "masses": {}}
        used, tops = lemma["v"]["sums"], self._tops()
        laws = self.pattern.laws
        for law in laws:
            yield nothing, {"sums": {}, "masses": {law: "-1"}}
            yield {"sums": {}, "masses": {law: "1"}}, {"sums": {}, "masses": {law: "1"}}
        for name in (*tops, *sorted(used)):
            yield nothing, {"sums": {name: "-1"}, "masses": {}}
            yield {"sums": {name: "1"}, "masses": {}}, {"sums": {name: "1"}, "masses": {}}
            for law in laws:
                yield nothing, {"sums": {name: "1"}, "masses": {law: "-1"}}
                form: Form = {"sums": {name: "-1"}, "masses": {law: "1"}}
                yield form, form
        field, _ = self._field()
        for name, top in tops.items():
            try:
                form = self._form(of_term(field, top).n, field, {})  # type: ignore[assignment]
            except Rejected:
                continue
            if form is not None:
                yield nothing, {"sums": {name: "-1"}, "masses": form["masses"]}
