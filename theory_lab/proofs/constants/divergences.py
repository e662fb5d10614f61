"""Comparisons of f-divergences: the best ``c`` with ``D_f <= c D_g`` for all laws on any number of outcomes.

Eight divergences, 56 ordered pairs.  The best constant is the supremum of ``f/g``; it is approached by a small outcome of ratio
``t`` beside a large one of ratio near 1.

Main definitions
----------------
``DIVERGENCES``   the eight, by their names
``Bounded``       a pair with a finite constant: proved above by the kernel, refuted below at an instance
``Unbounded``     a pair without one, with instances at which the quotient passes any level
``PAIRS``         all 56 of them
``comparison``    the claim ``D_f <= c D_g``
``refutes``       whether two coins contradict a claim

Conventions
-----------
``TV = sum |p - q|/2``, ``H2 = sum (sqrt p - sqrt q)^2/2``, ``JS`` the mean of the two divergences from the middle in nats, ``LC``
the triangular one ``sum (p - q)^2/(p + q)/2``; ``RKL`` and ``rchi2`` have their arguments exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import chi2, hellinger2, kl, total_variation
from theory_lab.proofs.constants.instances import contradicts
from theory_lab.proofs.statements import statements

Coin = tuple[Fraction, Fraction]  # the probabilities of the first of two outcomes
HALF = Fraction(1, 2)


def jensen_shannon(p: Any, q: Any) -> Any:
    """``(KL(p, m) + KL(q, m))/2`` with ``m = (p + q)/2``."""
    middle = (p + q) / 2
    return (kl(p, middle) + kl(q, middle)) / 2


def triangular(p: Any, q: Any) -> Any:
    """``sum (p - q)^2/(p + q)/2``."""
    met = p + q > 0
    return xp.sum(xp.where(met, (p - q) ** 2 / xp.where(met, p + q, 1), 0)) / 2


DIVERGENCES: dict[str, Callable[[Any, Any], Any]] = {
    "TV": total_variation, "KL": kl, "RKL": lambda p, q: kl(q, p), "chi2": chi2, "rchi2": lambda p, q: chi2(q, p),
    "H2": hellinger2, "JS": jensen_shannon, "LC": triangular,
}  # fmt: skip


@dataclass(frozen=True)
class Constant:
    """``ratio * log(2)**logs``."""

    ratio: Fraction
    logs: int = 0

    def __str__(self) -> str:
        plain = "" if self.ratio == 1 and self.logs else str(self.ratio)
        if self.logs > 0:
            return (
                "log 2" if not plain else f"(log 2)/{self.ratio.denominator}" if self.ratio.numerator == 1 else f"{plain} log 2"
            )
        return f"{plain or 1}/log 2" if self.logs else plain

    def times(self, factor: Fraction) -> Constant:
        """A multiple."""
        return Constant(self.ratio * factor, self.logs)


@dataclass(frozen=True)
class Bounded:
    """``D_f <= above D_g`` always, and not with ``below`` in its place, as the coins ``at`` show."""

    f: str
    g: str
    above: Constant
    below: Constant
    at: Coin


@dataclass(frozen=True)
class Unbounded:
    """No ``c`` gives ``D_f <= c D_g``: the coins with number ``k`` refute ``c = 2**k``."""

    f: str
    g: str
    coins: Callable[[int], Coin]


Pair = Bounded | Unbounded
ONE, LOG, INVERSE = Constant(Fraction(1)), Constant(Fraction(1), 1), Constant(Fraction(1), -1)
HALF_ONE, HALF_LOG, TWO = ONE.times(HALF), LOG.times(HALF), ONE.times(Fraction(2))
SMALL = Fraction(1, 10**4)  # how near to a corner coins are at which a constant is almost attained
ZERO_IN_P, NEAR, APART = (Fraction(0), SMALL), (HALF + SMALL, HALF), (Fraction(1), Fraction(0))
BEST: dict[tuple[str, str], tuple[Constant, Coin]] = {
    ("H2", "TV"): (ONE, APART), ("JS", "TV"): (LOG, APART), ("LC", "TV"): (ONE, APART),
    ("H2", "KL"): (HALF_ONE, ZERO_IN_P), ("H2", "chi2"): (HALF_ONE, ZERO_IN_P), ("H2", "JS"): (INVERSE, ZERO_IN_P),
    ("H2", "LC"): (ONE, ZERO_IN_P), ("JS", "KL"): (HALF_LOG, ZERO_IN_P), ("JS", "chi2"): (HALF_LOG, ZERO_IN_P),
    ("JS", "H2"): (ONE, NEAR), ("JS", "LC"): (LOG, ZERO_IN_P), ("LC", "chi2"): (HALF_ONE, ZERO_IN_P),
    ("LC", "H2"): (TWO, NEAR), ("LC", "JS"): (TWO, NEAR), ("KL", "chi2"): (ONE, ZERO_IN_P),
    ("LC", "KL"): (ONE.times(Fraction(559, 1000)), (SMALL * Fraction(2234, 10000), SMALL)),
}  # fmt: skip
MIRROR = {"KL": "RKL", "RKL": "KL", "chi2": "rchi2", "rchi2": "chi2"}
SLACK = Fraction(998, 1000)  # the refuted end lies this far below the proved one


def _bounded() -> Iterator[Bounded]:
    for (f, g), (constant, (a, b)) in BEST.items():
        yield Bounded(f, g, constant, constant.times(SLACK), (a, b))
        mirrored = MIRROR.get(f, f), MIRROR.get(g, g)
        if mirrored != (f, g):
            yield Bounded(*mirrored, constant, constant.times(SLACK), (b, a))


def _unbounded(f: str, g: str) -> Unbounded:
    """``f`` is infinite where ``g`` is not, or of a lower order near equality, or grows faster with the ratio."""
    if f == "TV":
        return Unbounded(f, g, lambda k: (HALF + Fraction(1, 2 ** (k + 4)), HALF))
    if {f, g} in ({"KL", "chi2"}, {"RKL", "rchi2"}):
        rare = lambda k: Fraction(1, 2 ** (2 * k + 6))  # noqa: E731
        return Unbounded(f, g, (lambda k: (HALF, rare(k))) if f == "chi2" else (lambda k: (rare(k), HALF)))
    return Unbounded(f, g, lambda k: (HALF, Fraction(0)) if f in ("KL", "chi2") else (Fraction(0), HALF))


def _pairs() -> tuple[Pair, ...]:
    finite = {(one.f, one.g): one for one in _bounded()}
    return tuple(finite.get(pair) or _unbounded(*pair) for pair in permutations(DIVERGENCES, 2))


PAIRS = _pairs()


def comparison(f: str, g: str, constant: Constant) -> Claim:
    """The claim ``D_f <= c D_g``; an inverse logarithm stands on the left, and mirrored pairs keep the order of laws."""
    scale = xp.ratio(constant.ratio.numerator, constant.ratio.denominator)
    left, right = (xp.log(2) if constant.logs == sign else 1 for sign in (-1, 1))
    mirrored = {f, g} & {"RKL", "rchi2"}
    return Claim(
        statement=rf"D_{{\mathrm{{{f}}}}} \le {constant} \cdot D_{{\mathrm{{{g}}}}}",
        source=Source(
            "Y. Polyanskiy and Y. Wu, Information Theory", "section 7.6, comparison of f-divergences", status="derived"
        ),
        space=lambda n: Space(q=Simplex(n), p=Simplex(n)) if mirrored else Space(p=Simplex(n), q=Simplex(n)),
        sizes=(2,),
        lhs=lambda i: left * DIVERGENCES[f](i.p, i.q),
        rhs=lambda i: right * scale * DIVERGENCES[g](i.p, i.q),
        loose="this is about constants",
    )


def refutes(claim: Claim, coin: Coin) -> bool:
    """Whether two coins contradict a claim."""
    at = {"p_0": coin[0], "p_1": 1 - coin[0], "q_0": coin[1], "q_1": 1 - coin[1]}
    (stated,) = statements(claim, 2)
    return contradicts(stated, at)
