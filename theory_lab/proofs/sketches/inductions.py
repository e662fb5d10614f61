"""A sketch of a proof for every horizon: a person tells what holds of the quantities of a step, the search shows it.

Main definitions: ``Induction``, ``induced`` (the proof of a recursion by the sketch beside a claim).

Conventions: ``<paper>/_sketches/<conclusion>.py`` defines ``induction(s)``, which is called with an ``Induction`` for each size
whose horizon is left free.  Nothing here is trusted.
"""

from __future__ import annotations

from typing import Any

from theory_lab.claims.claim import Claim
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.horizons.recursions import Recursion
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.steps import GROUPS, obligations
from theory_lab.proofs.search.patterns.inductions import Inductions
from theory_lab.proofs.sketches.files import SKETCHED, explained, names_in
from theory_lab.proofs.sketches.filling import Filling, Unfinished
from theory_lab.proofs.sketches.moves import Tree, fresh, hole

SHOWN_BY = {"rows": ("rows",), "onward": ("first", "onward"), "back": ("last", "back")}  # what has to be shown of what is told


class Induction:
    """The outline of a proof of one recursion, at a ``size`` of which the horizon is free.

    Told ``of`` the functions of a step (``"rows"``), of what is passed on (``"onward"``) and of what is passed back (``"back"``).
    """

    def __init__(self, recursion: Recursion, size: Any) -> None:
        self.recursion, self.size = recursion, size
        self._told: dict[str, list[dict[str, str]]] = {of: [] for of in SHOWN_BY}
        self._proofs: dict[tuple[str, str], Tree] = {}
        self._steps: dict[int, Tree] = {}

    def fact(self, of: str, text: str, **proofs: Tree) -> None:
        """A polynomial in quantities is >= 0; a proof of that may be told by the step where it is shown, as in ``last=``."""
        self._tell(of, {"fact": text}, text, proofs)

    def equal(self, of: str, name: str, to: str, **proofs: Tree) -> None:
        """A quantity is a polynomial in those that are told of later, and is put in for it."""
        self._tell(of, {"equal": name, "to": to}, name, proofs)

    def step(self, number: int, proof: Tree) -> None:
        """How a step from side to side goes, at the first step."""
        self._steps[number] = proof

    def _tell(self, of: str, one: dict[str, str], key: str, proofs: dict[str, Tree]) -> None:
        if of not in SHOWN_BY or not {*proofs} <= {*SHOWN_BY[of]}:
            raise Unfinished(f"a fact about {of!r} with proofs of {', '.join(proofs) or 'nothing'} is not known")
        self._told[of].append(one)
        self._proofs |= {(group, key): tree for group, tree in proofs.items()}

    def proof(self, seconds: float) -> Tree:
        """The proof as the kernel reads it; raises ``Unfinished`` at the first goal that is left open."""
        tree: Tree = {"told": self._told, "proofs": {}}
        filling = Filling(seconds)
        filling.others = Inductions(seconds)
        try:
            groups = obligations(self.recursion, tree)
        except Rejected as reason:
            raise Unfinished(f"the facts are rejected: {reason}") from None
        for group, states in zip(GROUPS, groups, strict=True):
            of = next((of for of, shown in SHOWN_BY.items() if group in shown), None)
            told = self._told[of] if of else []
            keys = [one["fact"] for one in told if "fact" in one] + [one["equal"] for one in told if "equal" in one]
            tree["proofs"][group] = []
            for k, state in enumerate(states):
                given = self._proofs.get((group, keys[k])) if of else self._steps.get(k)
                proof = fresh(given or hole())
                what = f"{group}: {keys[k]}" if of else f"step {k + 1}"
                filling.filled(what, lambda state=state, proof=proof: holds(state, proof))
                tree["proofs"][group].append(proof)
        return tree


def induced(claim: Claim, recursion: Recursion, size: Any, seconds: float, outlined: list[str] | None = None) -> Tree | None:
    """The proof of a recursion by the sketch beside a claim; None, and what is left open in ``outlined``, where there is none."""
    if claim.path is None or not (path := sketch_path(claim.path)).exists():
        return None
    try:
        if (induction := names_in(path).get("induction")) is None:
            return None
        one = Induction(recursion, size)
        with explained():
            induction(one)
        return one.proof(seconds)
    except Unfinished as left:
        if outlined is not None:
            outlined.append(f"{SKETCHED}: {left}")
        return None
