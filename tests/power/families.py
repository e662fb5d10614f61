"""All planted claims by family: what the tests demand and what ``measure`` tells.

Main definitions: ``FALSE``, ``TRUE``, ``SHARP`` (the true ones with a sharper form that is false).
"""

from __future__ import annotations

from tests.power import counts, divergences, finite, hypotheses, limits, selection, sequences, tables, ties
from theory_lab.claims import Claim

_SHARP = {"divergences": divergences, "selection": selection, "sequences": sequences, "counts": counts, "tables": tables}
SHARP: dict[str, dict[str, Claim]] = {family: module.TRUE for family, module in _SHARP.items()}
FALSE: dict[str, dict[str, Claim]] = {family: module.FALSE for family, module in _SHARP.items()} | {
    "limits": limits.LIMITS,
    "ends": limits.ENDS,
    "ties": ties.TIES,
    "equations": ties.EQUATIONS,
    "hypotheses": hypotheses.HYPOTHESES,
    "finite": finite.FINITE,
    "boundaries": finite.BOUNDARIES,
    "many": finite.MANY,
}
_TWINS = {"limits": limits.TRUE, "ties": ties.TRUE, "finite": finite.TRUE, "hypotheses": hypotheses.TRUE}
TRUE: dict[str, dict[str, Claim]] = {family: {} for family in FALSE} | SHARP | _TWINS
