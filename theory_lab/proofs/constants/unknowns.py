"""Brackets of unknown constants: refuted below at an instance, proved above.

A claim with an unknown constant stores the largest constant that an instance refutes.  The smallest of a few larger ones for
which a proof is found closes the bracket; the file keeps its proofs, and the kernel goes through them when the page is written.

Main definitions
----------------
``Bracket``   what is known of one constant
``search``    look for the upper end of one claim's bracket
``checked``   the kernel's word on a bracket
``text``      the page

Conventions
-----------
``python -m theory_lab.proofs.constants.unknowns`` looks for all brackets and writes ``unknowns.json`` and the page.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.registry import find
from theory_lab.claims.spaces.fields import fractions
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.files import write_whole
from theory_lab.proofs.constants.instances import contradicts
from theory_lab.proofs.kernel.cases import holds_at_size
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements, traced

BRACKETS = Path(__file__).parent / "unknowns.json"
PAGE = Path(__file__).parents[3] / "docs" / "best_constants.md"
STEPS = (Fraction(2001, 2000), Fraction(101, 100), Fraction(11, 10), Fraction(3, 2), Fraction(3))  # above what survives
HEAD = """# Best constants

> Between which two numbers does an unknown constant lie, and what of that is proved?

This page lists brackets for the constants that claims leave unknown. With the lower constant the inequality is refuted at an
instance. With the upper one it is proved, for all sizes or at the sizes listed and for all real parameters, by a proof that the
kernel accepts. `python -m theory_lab.proofs.constants.unknowns` decides both ends again and writes this page; the proofs are in
`theory_lab/proofs/constants/unknowns.json`. The constants of f-divergences have [a page of their own](divergences_table.md).

| claim | refuted with | at size | proved with | for |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Bracket:
    """``below`` is refuted at the instance ``raw`` of a size, ``above`` proved for all sizes (None) or at the sizes listed."""

    claim: str
    digest: str
    below: str
    raw: dict[str, Any]
    size: Any
    above: str
    sizes: list[Any] | None
    proofs: list[Any]


def search(name: str, path: Path, seconds: float) -> Bracket | None:
    """The bracket of a claim, with the smallest constant for which a proof is found in some seconds."""
    claim = load(path, spaces=False)
    stored = json.loads((path.parent / "certificates" / f"{path.stem}.json").read_text(encoding="utf-8"))
    told, instance = stored["constants"], stored["instances"]["smaller constant"]
    survives = Fraction(told["survives"])
    for above in [survives, *(survives * step for step in STEPS), Fraction(claim.bracket[1]) if claim.bracket else survives]:
        if (found := _proved(at_constant(claim, above), seconds)) is not None:
            where = (instance["raw"], instance.get("size"))
            return Bracket(name, fingerprint(claim), told["refuted"], *where, str(above), *found)
    return None


def _proved(claim: Claim, seconds: float) -> tuple[list[Any] | None, list[Any]] | None:
    """Sizes and proofs: None for all sizes, else all the sizes of the claim that are proved, the first among them."""
    from theory_lab.proofs.prover import found_at_size, found_for_all_sizes

    proofs, _ = found_for_all_sizes(claim, seconds)
    if proofs is not None:
        return None, proofs
    sizes, found = [], []
    for size in claim.sizes or (None,):
        proofs, _ = found_at_size(claim, size, seconds)
        if proofs is None:
            break
        sizes.append(size)
        found.append(proofs)
    return (sizes, found) if sizes else None


def checked(bracket: Bracket, claim: Claim) -> None:
    """Raise ``Rejected`` unless the instance refutes the lower end and the kernel accepts the proofs of the upper one."""
    if bracket.digest != fingerprint(claim):
        raise Rejected("the claim's file changed since its constant was bracketed")
    if not refutes(at_constant(claim, Fraction(bracket.below)), bracket.raw, _size(bracket.size)):
        raise Rejected(f"the instance does not refute {bracket.below}")
    above = at_constant(claim, Fraction(bracket.above))
    try:
        if bracket.sizes is None:
            for pattern, proof in zip(patterns(above), bracket.proofs, strict=True):
                holds_for_all_sizes(pattern, proof)
        for size, proofs in zip(bracket.sizes or (), bracket.proofs if bracket.sizes else (), strict=True):
            for statement, proof in zip(statements(above, _size(size)), proofs, strict=True):
                holds_at_size(statement, proof)
    except (Untraceable, LookupError, TypeError, ValueError) as error:
        raise Rejected(f"a proof is malformed: {error}") from error


def refutes(claim: Claim, raw: dict[str, Any], size: Any) -> bool:
    """Whether the kernel's own evaluation contradicts a claim at an instance."""
    space = claim.space_at(size)
    at = {}
    for name, field in space.arrays.items():
        numbers = np.asarray(fractions(field, raw[name]), dtype=object)
        at |= {name + "".join(f"_{k}" for k in index): Fraction(number) for index, number in np.ndenumerate(numbers)}
    return any(contradicts(statement, at) for statement in traced(claim, space, space.static_part(raw)))


def _size(size: Any) -> Any:
    return tuple(size) if isinstance(size, list) else size


def text(brackets: list[Bracket]) -> str:
    """The page, after every bracket was checked."""
    paths, lines = dict(find([])), []
    for one in brackets:
        checked(one, load(paths[one.claim], spaces=False))
        where = (
            "all n"
            if one.sizes is None
            else ", ".join(map(str, map(_size, one.sizes)))
            if one.sizes != [None]
            else "all parameters"
        )
        at = "" if one.size is None else _size(one.size)
        lines.append(f"| {one.claim} | {_written(one.below)} | {at} | {_written(one.above)} | {where} |")
    return HEAD + "\n".join(lines) + "\n"


def _written(constant: str) -> str:
    return f"{constant} = {float(Fraction(constant)):.6g}" if "/" in constant else constant


def stored() -> list[Bracket]:
    """The brackets in the file."""
    return [Bracket(**one) for one in json.loads(BRACKETS.read_text(encoding="utf-8"))]


def write(seconds: float = 10.0) -> None:
    """Look for all brackets, and write them and the page."""
    claims = [(name, path) for name, path in find([]) if load(path, spaces=False).unknown]
    found = [one for name, path in claims if (one := search(name, path, seconds)) is not None]
    write_whole(BRACKETS, json.dumps([asdict(one) for one in found], separators=(",", ":")) + "\n")
    write_whole(PAGE, text(stored()))


if __name__ == "__main__":
    write()
