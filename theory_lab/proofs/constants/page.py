"""The page of comparisons of f-divergences, and the file of their proofs.

``python -m theory_lab.proofs.constants.page`` looks for the proofs, which takes a minute, and writes both again.

Main definitions: ``search`` (the proofs), ``accepted`` (by the kernel, from the file), ``text`` (the page), ``write``.

Conventions: the page tells only what the kernel accepts and what its own evaluation decides when the page is written.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from theory_lab.files import write_whole
from theory_lab.proofs.constants.divergences import DIVERGENCES, ONE, PAIRS, Bounded, Pair, Unbounded, comparison, refutes
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.separate import patterns

PROOFS = Path(__file__).parent / "divergences.json"
PAGE = Path(__file__).parents[3] / "docs" / "divergences_table.md"
SECONDS = 60.0  # for the search of one proof; the slowest takes four
LEVELS = (1, 5, 10, 20)  # the constants 2**k that instances refute where there is none
HEAD = """# Comparisons of f-divergences

> What is the best constant between two f-divergences, and is it proved?

The table shows the best constant `c` with `D_f(P, Q) <= c D_g(P, Q)` for all laws on any number of outcomes: the row is `f`, the
column `g`. Every constant is a theorem: the inequality is proved for all sizes, by a proof that the kernel accepts
(`theory_lab/proofs/constants/divergences.json`), and with a constant smaller by 1/500 it is refuted at two coins. Where none
exists ("-"), instances refute every tested level.

`TV` is `sum |p - q|/2`, `KL` and `RKL` the two directions of relative entropy, `chi2` and `rchi2` those of `sum (p - q)^2/q`,
`H2` is `sum (sqrt p - sqrt q)^2/2`, `JS` the mean relative entropy from `(p + q)/2`, `LC` is `sum (p - q)^2/(p + q)/2`, in nats.
The best constant of `LC <= c KL` has no closed form: it lies between the two constants listed below.
`python -m theory_lab.proofs.constants.page` writes this page.
"""


def name(pair: Pair) -> str:
    """How a pair is named in the file."""
    return f"{pair.f} <= {pair.g}"


def search() -> dict[str, Any]:
    """Proofs of all finite pairs; ``Rejected`` where none is found."""
    from theory_lab.proofs.prover import found_for_all_sizes

    found = {}
    for pair in PAIRS:
        if isinstance(pair, Bounded):
            proofs, still = found_for_all_sizes(comparison(pair.f, pair.g, pair.above), SECONDS)
            if proofs is None:
                raise Rejected(f"{name(pair)} is open: {still}")
            found[name(pair)] = proofs
    return found


def accepted(pair: Bounded, proofs: list[Any]) -> None:
    """Let the kernel go through the stored proofs of a pair; raises ``Rejected``."""
    for pattern, proof in zip(patterns(comparison(pair.f, pair.g, pair.above)), proofs, strict=True):
        holds_for_all_sizes(pattern, proof)


def refuted(pair: Pair) -> bool:
    """Whether the instances of a pair contradict smaller constants."""
    if isinstance(pair, Bounded):
        return refutes(comparison(pair.f, pair.g, pair.below), pair.at)
    return all(refutes(comparison(pair.f, pair.g, ONE.times(Fraction(2**k))), pair.coins(k)) for k in LEVELS)


def text(proofs: dict[str, Any]) -> str:
    """The page, from proofs that the kernel goes through again."""
    cells: dict[tuple[str, str], str] = {}
    for pair in PAIRS:
        if not refuted(pair):
            raise Rejected(f"no instance contradicts a smaller constant in {name(pair)}")
        if isinstance(pair, Bounded):
            accepted(pair, proofs[name(pair)])
        cells[pair.f, pair.g] = str(pair.above) if isinstance(pair, Bounded) else "-"
    lines = [HEAD, f"| f / g | {' | '.join(DIVERGENCES)} |", "|---" * (len(DIVERGENCES) + 1) + "|"]
    lines += [f"| {f} | {' | '.join(cells.get((f, g), '') for g in DIVERGENCES)} |" for f in DIVERGENCES]
    finite = [pair for pair in PAIRS if isinstance(pair, Bounded)]
    infinite = [pair for pair in PAIRS if isinstance(pair, Unbounded)]
    lines += [
        f"\n## {len(finite)} pairs with a constant\n",
        "| inequality | proved with | refuted with | at the coins P, Q |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name(one)} | {one.above} | {one.below} | {one.at[0]}, {one.at[1]} |" for one in finite]
    told = ", ".join(f"2^{k}" for k in LEVELS)
    lines += [f"\n## {len(infinite)} pairs without one\n", f"The coins refute the constants {told} in turn.\n"]
    lines += ["| inequality | coins P, Q for 2, 32 |", "|---|---|"]
    lines += [f"| {name(one)} | {'; '.join(f'{a}, {b}' for a, b in map(one.coins, LEVELS[:2]))} |" for one in infinite]
    return "\n".join(lines) + "\n"


def stored() -> dict[str, Any]:
    """The proofs in the file."""
    return json.loads(PROOFS.read_text(encoding="utf-8"))


def write() -> None:
    """Look for the proofs, and write them and the page."""
    proofs = search()
    write_whole(PROOFS, json.dumps(proofs, separators=(",", ":")) + "\n")
    write_whole(PAGE, text(stored()))


if __name__ == "__main__":
    write()
