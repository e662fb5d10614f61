"""Proofs for all sizes without what the kernel does not miss.

The search gives a cell all bounds that it may need.  Whoever reads the proof wants those that it does need, and so does whoever
asks which lemmas it uses.

Main definitions: ``lean``, ``stated``, ``cells_of``.

Conventions: a bound is dropped where the kernel accepts the proof without it, the last one first.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cases import cases_of, holds
from theory_lab.proofs.kernel.lemmas import of_bound, proved
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.theorems import MALFORMED

Tree = Mapping[str, Any]


def lean(pattern: Any, proof: Tree, until: float) -> Tree:
    """The proof of a pattern without needless bounds, as far as was seen ``until`` a time of the processor; a new one."""
    proof = json.loads(json.dumps(proof))
    for told in stated(sums.defined(pattern, proof), proof):
        for state, cell in cells_of(*told):
            for k in reversed(range(len(cell["bounds"]))):
                if time.process_time() > until:
                    return proof
                bound = cell["bounds"].pop(k)
                try:
                    holds(state, cell)
                except (Rejected, *MALFORMED):
                    cell["bounds"].insert(k, bound)
    return proof


def stated(pattern: Any, proof: Tree) -> Iterator[tuple[State, Any]]:
    """The steps and lemmas of a proof that are shown outcome by outcome, with the statements that they show."""
    lemmas = proof["lemmas"]
    facts = [fact for _, _, fact in proved(pattern, lemmas)]
    for pair, tree in zip(zip(pattern.sides, pattern.sides[1:], strict=False), proof["steps"], strict=True):
        yield sums.outer(pattern, pair, facts), tree
    infinite = sums.infinities(pattern).keys()
    for k, lemma in enumerate(lemmas):
        if lemma["rule"] not in ("linear", "attained") or "proof" not in lemma:
            continue
        allowed = sums.needed(pattern, lemma)
        before = [facts[j] for j in range(k) if sums.needed(pattern, lemmas[j]) & infinite <= allowed]
        linear = lemma["rule"] == "linear"
        right = sums.form(pattern, lemma["form"], known=before)[0] if linear else of_bound(pattern, lemma, before)[1]
        state = sums.at_one(pattern, lemma, right, before)
        yield replace(state, relation="<" if "strict" in lemma else "<="), lemma["proof"]


def cells_of(state: State, tree: Any) -> Iterator[tuple[State, Any]]:
    """All cells of a proof, with the states that they show."""
    cases = list(cases_of(state, tree))
    if "bounds" in tree:
        yield state, tree
    for case in cases:
        yield from cells_of(*case)
