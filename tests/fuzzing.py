"""Every way to decide an instance against every other, on random programs.

``python -m tests.fuzzing --verdicts 1000000 --seed 1`` is the deep job (half an hour); ``tests/claims/test_fuzzing.py``
runs a few thousand verdicts of it.

Main definitions: ``disagreements`` (of one random claim), ``fuzz``.

Conventions: a batch may leave open what a single instance decides, 64 bits what 256 decide, and the oracle what forms decide.
Nothing else may differ: an ``error`` of one is never a ``holds`` of another.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.oracles import verdicts as oracle
from tests.oracles.verdicts import Program
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table, Whole
from theory_lab.claims.verdicts import judge as judging
from theory_lab.claims.verdicts.bulk import FEW, decide, settled
from theory_lab.own_code.attributes import getattr

SPACE = Space(p=Simplex(3), q=Simplex(3), x=Table((3,), -2, 2), r=Ratio(0, 1), w=Whole(0, 5), n=Count(1, 3))
CONCLUDED = ("holds", "vacuous")
BATCHES = ("words", "intervals", "exact batch")
NUMBERS: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "maximum": xp.maximum,
    "minimum": xp.minimum,
    "kl": xp.kl_term,
    "chi2": xp.chi2_term,
    "log": xp.log,
    "exp": xp.exp,
    "sqrt": xp.sqrt,
    "abs": abs,
    "xlogx": xp.xlogx,
    **{
        name: (lambda *parts, fold=fold: fold(xp.stack(parts)))
        for name, fold in {"sum": xp.sum, "prod": xp.prod, "max": xp.max, "min": xp.min}.items()
    },
}
TRUTHS: dict[str, Callable[..., Any]] = {
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "==": lambda a, b: a == b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "not": lambda a: ~a,
}


def formula(expression: Program, i: Any) -> Any:
    """The program in the functions of the library; constants are numbers of the instance's arithmetic."""
    name, *parts = expression
    if name in ("constant", "infinity"):
        return xp.full((), parts[0] if parts else xp.INFINITY, i.r)
    if name == "n":
        return xp.full((), i.n, i.r)
    if name == "entry":
        return getattr(i, parts[0])[parts[1]]
    if name in ("r", "w"):
        return getattr(i, name)
    if name == "power":
        return formula(parts[0], i) ** parts[1]
    values = [formula(part, i) for part in parts]
    if name == "where":
        return xp.where(*values)
    return xp.indicator(values[0]) if name == "indicator" else (NUMBERS | TRUTHS)[name](*values)


def claim(relation: str, given: list[Program], sides: list[Program]) -> Claim:
    """The claim that a list of programs makes."""
    functions = [lambda i, side=side: formula(side, i) for side in sides]
    hypotheses = {f"hypothesis {k}": (lambda i, h=h: formula(h, i)) for k, h in enumerate(given)}
    two = {"lhs": functions[0], "rhs": functions[1]} if len(sides) == 2 else {"chain": tuple(functions)}
    return Claim(
        "a random program", Source("tests", "fuzzing", status="derived"), SPACE, relation=relation, given=hypotheses, **two
    )


def at_bits(case: Claim, raw: Any, ladder: Any) -> str:
    """The judge's outcome with another ladder of precisions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "LADDER", ladder)
        return str(judging.judge(case, raw).outcome)


def in_batch(case: Claim, make: Callable[..., Any], raws: list[Any]) -> list[str]:
    """What a batch concludes of each instance; ``open`` of all where it cannot be evaluated."""
    try:
        with xp.precision(64, False):
            return [str(outcome) for outcome in settled(case, make(SPACE.batch(raws)), len(raws))]
    except Exception:
        return ["open"] * len(raws)


def disagreements(draw: random.Random, count: int, seen: Counter[str]) -> Iterator[str]:
    """Of one random claim at ``count`` instances, what two ways of deciding say differently."""
    relation = draw.choice(["<=", "<=", "<", "=="])
    given = [oracle.comparison(draw, draw.randint(0, 2)) for _ in range(draw.choice([0, 0, 1, 2]))]
    sides = [oracle.program(draw, draw.randint(0, 4)) for _ in range(draw.choice([2, 2, 2, 3]))]
    if draw.random() < 0.15:
        sides[1] = sides[0]
    case, n = claim(relation, given, sides), draw.randint(1, 3)
    raws = [oracle.instance(draw) | {"n": n} for _ in range(count)]
    rows = {
        "words": in_batch(case, SPACE.words, raws),
        "intervals": in_batch(case, SPACE.intervals, raws),
        "exact batch": in_batch(case, SPACE.exacts, raws),
        "alone": [str(judging.judge(case, raw).outcome) for raw in raws],
        "64 bits": [at_bits(case, raw, ((64, False),)) for raw in raws],
        "256 bits": [at_bits(case, raw, ((256, True),)) for raw in raws],
        "oracle": [oracle.verdict(relation, given, sides, raw) for raw in raws],
    }
    for name, row in rows.items():
        seen.update(f"{name}: {outcome}" for outcome in row)
    for k, raw in enumerate(raws):
        said = {row[k] for name, row in rows.items() if name not in BATCHES} - {"undecided", "unknown"}
        batched = {rows[name][k] for name in BATCHES} & set(CONCLUDED)
        if len(said) > 1 or not batched <= (said or batched):
            yield f"{relation} {given} {sides} at {raw}: { ({name: row[k] for name, row in rows.items()}) }"
    if len(raws) >= FEW:
        expected, tally = Counter(rows["alone"]), decide(case, raws, keep=count + 1)
        stopped = sum(tally.counts.values()) < len(raws)
        settled_otherwise = {str(o): n for o, n in tally.counts.items() if n and o != "holds" and n > expected[str(o)]}
        if not stopped and settled_otherwise:
            yield f"{relation} {given} {sides}: decided together {dict(tally.counts)}, alone {dict(expected)}"


def fuzz(seed: int, claims: int, count: int = 12) -> tuple[Counter[str], list[str]]:
    """How often each way of deciding said what, and the disagreements."""
    seen: Counter[str] = Counter()
    draw = random.Random(seed)
    found = [text for _ in range(claims) for text in disagreements(draw, count, seen)]
    return seen, found


def main() -> None:
    """Fuzz until so many verdicts were compared; the exit code says whether two differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verdicts", type=int, default=10**6)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    total, wrong, round_ = Counter[str](), 0, 0
    while sum(total.values()) < options.verdicts:
        seen, found = fuzz(options.seed * 10**6 + round_, 100)
        total, wrong, round_ = total + seen, wrong + len(found), round_ + 1
        for text in found:
            print(text)
        print(f"{sum(total.values()):,} verdicts, {wrong} disagreements", flush=True)
    print(*(f"{count:9,}  {name}" for name, count in sorted(total.items())), sep="\n")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
