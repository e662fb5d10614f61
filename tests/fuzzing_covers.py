"""Random claims that are covered, against the judge at instances between and on the faces of boxes.

``python -m tests.fuzzing_covers --claims 1000 --seed 1`` is the long job; ``tests/claims/test_fuzzing.py`` runs a few of them.

Main definitions: ``failures`` (of one random claim), ``fuzz``.

Conventions: a form is compared with its least value at a few instances, so that the sides touch and a cover needs slopes, or with
what is made of it, so that a cover needs identities.  One that leaves a box open says nothing, and one that is complete must not
be contradicted.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.fuzzing import formula
from tests.oracles import verdicts as oracle
from tests.oracles.verdicts import Program
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Whole
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge

SOURCE = Source("tests", "fuzzing", status="derived")
THIRD = Fraction(1, 3)
SPACES = (
    Space(p=Simplex(2), q=Simplex(2), r=Ratio(0, 1), w=Whole(0, 1)),
    Space(p=Simplex(3), q=Simplex(1), r=Ratio(0, 1), w=Whole(0, 1)),
    Space(p=Simplex(2, positive=True), q=Simplex(1), r=Ratio(Fraction(1, 11), 1), w=Whole(1, 1)),
    Space(p=Simplex(2), q=Simplex(1), r=Ratio(-THIRD, THIRD), w=Whole(0, 3)),
)
BOXES = 400  # enough for most that are covered at all, in a tenth of a second
BETWEEN = 60  # instances at which a complete cover is tried


def within(expression: Any, space: Space) -> Any:
    """A program on the fields that there are."""
    if not isinstance(expression, tuple):
        return expression
    if expression[0] == "entry":
        name = "p" if expression[1] == "x" else expression[1]
        return ("entry", name, expression[2] % _field(space, name).n)
    return ("w",) if expression[0] == "n" else tuple(within(part, space) for part in expression)


def _field(space: Space, name: str) -> Any:
    return space.fields[name]


def instance(space: Space, draw: random.Random) -> dict[str, Any]:
    """Ends, small whole numbers and large ones."""
    raw: dict[str, Any] = {}
    for name in ("p", "q"):
        field, most = _field(space, name), draw.choice([1, 2, 4, 10**6])
        weights = [draw.randint(int(field.positive), most) for _ in range(field.n)]
        raw[name] = weights if any(weights) else [1] * field.n
    low, high, whole = _field(space, "r").lo, _field(space, "r").hi, _field(space, "w")
    over = draw.choice([1, 2, 3, 4, 6, 11, 10**6, 10**12])
    number = low + (high - low) * Fraction(draw.randint(0, over), over)
    return raw | {"r": [number.numerator, number.denominator], "w": draw.randint(whole.lo, whole.hi)}


def touching(draw: random.Random) -> Claim | None:
    """A claim with equality at one of a few instances at least; None where the form has a value at none of them."""
    space, relation = draw.choice(SPACES), draw.choice(["<=", "<=", "<", ">=", "=="])
    given = [within(oracle.comparison(draw, draw.randint(0, 1)), space) for _ in range(draw.choice([0, 0, 1]))]
    side = within(oracle.program(draw, draw.randint(1, 3)), space)

    def stated(bound: Any) -> Claim:
        ends = (lambda i: bound, lambda i: formula(side, i))
        lhs, rhs = ends[::-1] if relation == ">=" else ends
        hypotheses = {f"hypothesis {k}": (lambda i, h=h: formula(h, i)) for k, h in enumerate(given)}
        return Claim(
            str(side), Source("tests", "fuzzing", status="derived"), space, lhs, rhs, relation=relation, given=hypotheses
        )

    values = [_value(side, space, instance(space, draw)) for _ in range(12)]
    known = [value for value in values if value is not None]
    bound = max(known, default=None) if relation == ">=" else min(known, default=None)
    return None if bound is None else stated(bound - Fraction(1, 1000) * (relation == "<"))


def equated(draw: random.Random) -> Claim:
    """A claim that two programs are equal, or ordered, of which one is made of the other: everywhere, in a part, but for ties."""
    space, relation = draw.choice(SPACES), draw.choice(["==", "==", "<=", ">="])
    side, other, third = (within(oracle.program(draw, draw.randint(0, 2)), space) for _ in range(3))
    asked = within(oracle.comparison(draw, draw.randint(0, 1)), space)
    made = draw.choice(
        [
            ("where", asked, side, side),
            ("where", asked, side, other),
            ("where", ("==", other, third), third, side),
            (
                "where",
                (">=", other, third),
                ("-", ("+", side, ("maximum", other, third)), other),
                ("+", side, ("-", third, third)),
            ),
            ("-", ("+", side, other), other),
            ("/", ("*", side, other), other),
            ("-", ("+", side, ("maximum", other, third)), ("where", (">", other, third), other, third)),
            ("abs", side),
            ("sqrt", ("power", side, 2)),
            ("exp", ("log", side)),
            ("-", ("log", ("*", ("exp", side), ("exp", other))), other),
            ("+", side, ("abs", ("-", other, third))),
            ("+", side, ("power", ("-", other, third), 2)),
            ("+", side, ("kl", other, third)),
            ("*", ("sqrt", side), ("sqrt", side)),
        ]
    )
    given = [asked] if draw.random() < 0.2 else []
    hypotheses = {f"hypothesis {k}": (lambda i, h=h: formula(h, i)) for k, h in enumerate(given)}
    text = f"{side} {relation} {made}"
    return Claim(text, SOURCE, space, lambda i: formula(side, i), lambda i: formula(made, i), relation=relation, given=hypotheses)


def _value(side: Program, space: Space, raw: Any) -> Fraction | None:
    verdict = judge(Claim("a form", SOURCE, space, lambda i: 0, lambda i: formula(side, i)), raw)
    try:
        return Fraction(verdict.rhs)
    except ValueError:  # it has none, or none that is rational
        return None


def failures(draw: random.Random, seen: Counter[str]) -> Iterator[str]:
    """Of one random claim that is covered, the instances that contradict it."""
    claim = draw.choice([touching, equated])(draw)
    found = None if claim is None else cover(claim, None, BOXES)
    if claim is None or found is None or not found.complete:
        seen["open" if found else "no cover"] += 1
        return
    seen["in one box" if found.boxes == 1 else "in boxes"] += 1
    for _ in range(BETWEEN):
        verdict = judge(claim, instance(claim.space_at(None), draw))
        if verdict.outcome in ("fails", "error"):
            yield f"{claim.statement} {claim.relation} in {found.boxes} boxes: {verdict}"


def fuzz(seed: int, claims: int) -> tuple[Counter[str], list[str]]:
    """How many claims were covered, and what contradicts a cover."""
    seen: Counter[str] = Counter()
    draw = random.Random(seed)
    return seen, [text for _ in range(claims) for text in failures(draw, seen)]


def main() -> None:
    """Fuzz so many claims; the exit code says whether a cover is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    seen, wrong = fuzz(options.seed, options.claims)
    print(*wrong, *(f"{count:7,}  {name}" for name, count in sorted(seen.items())), sep="\n")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
