"""Offset tournaments in proofs by hand, said of three models.

The sums are those of `offset_coverage_le_of_scores`: with ``A = {rival/other >= N}`` and ``C = {other/winner >= N}`` they are
``P(A)``, ``other(A)``, ``P(C)``, ``winner(C)``, the coverage of the winner, and ``E_gamma`` in both directions.

Main definitions: `offset_facts`, `offset_step`.
"""

from __future__ import annotations

import itertools

from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.sketches import ZERO, Sketch, by, by_zero, cell, either, never, product, use
from theory_lab.proofs.sketches.moves import Tree


def offset_facts(s: Sketch, level: str, seen: bool) -> tuple[Fact, ...]:
    """What the other model scores is at most ``E``; ``N - 1`` times the coverage is at most a sum of scores and distances.

    ``seen`` is whether a level is positive by the signs of its factors, so that no case asks for it.
    """
    rest = f"({level} - 1)"
    least = s.linear({"S5": 1, "S0": -1, "S1": "2*gamma"})
    form = {"S0": f"-{rest}", "S1": f"2*gamma*{rest}", "S2": level, "S3": f"-2*gamma*{level}", "S4": f"-{rest}"}
    return least, s.linear(form | {"S5": f"2*{rest}", "S6": "2*gamma"}, _at_outcome(rest, seen)), *s.hypotheses


def offset_step(level: str) -> Tree:
    """From these facts and the hypothesis to the bound, where either distance is the larger one."""
    rest = f"({level} - 1)"
    told = [(0, 1), (1, 1), (2, level)]
    cases = ((3, "2*gamma"), (3, f"2*{rest} + 1"))
    return either(*(cell(product((rest, -1, 1), then=use(*told, one, then=ZERO))) for one in cases))


def _at_outcome(rest: str, seen: bool) -> Tree:
    """The cases of the data law, the other model and the rival at 0, and then of all conditions."""
    zero = _cases(False, rest, 0) if seen else either(never(0), _cases(False, rest, 1))
    rival = by_zero("rival", either(_cases(True, rest, 1), _cases(False, rest, 1)), zero)
    return by(then=by_zero("law", by_zero("other", rival)))


def _cases(scored: bool, rest: str, first: int) -> Tree:
    """The outcome in ``C`` or not, uncovered or not, ``P >= gamma other`` or not, ``other >= gamma P`` or not: four facts."""
    facts = range(first, first + 4)
    leaves = iter(_leaf(scored, rest, *case, *facts) for case in itertools.product((True, False), repeat=4))

    def branch(depth: int) -> Tree:
        return either(branch(depth - 1), branch(depth - 1)) if depth else next(leaves)

    return branch(4)


def _leaf(
    scored: bool, rest: str, certified: bool, uncovered: bool, more: bool, less: bool, c: int, b: int, x: int, y: int
) -> Tree:
    """What is left is made of the facts of the case, of the law and of what is larger than another."""
    if uncovered and not certified:  # 2 gamma other is at most the data law
        if not more:
            return never(x, use((b, "1/2"), (c, "gamma")))
        told = [] if scored else [(b, rest), (c, f"2*gamma*{rest}")]
        told += [(y, "2*gamma")] if less else []
        return cell(use(*told, then=ZERO) if told else ZERO)
    told = [(b, "1")] if uncovered else [(c, "2*gamma")] if certified else []
    told += [(y, "2*gamma")] if (certified and not uncovered) != less else []
    told += [(x, rest if scored else f"2*{rest}")] if more != scored else []
    return cell(use(*told) if told else None)
