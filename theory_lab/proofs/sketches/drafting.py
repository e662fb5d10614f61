"""The first lines of a sketch: what is given and what the names stand for, ready to be gone on with.

Main definitions: ``drafted``, ``patterned``, ``draft_of``.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.files import write_whole
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.prover import entries
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.separate import Pattern, patterns
from theory_lab.proofs.sketches.filling import Filling
from theory_lab.proofs.sketches.sketch import Sketch
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.telling import layout
from theory_lab.proofs.telling.givens import opening

WIDTH = 120  # of lines, within what linters of most projects allow
HEAD = '''"""How {name} goes{first}.

{given}
"""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """Lemmas first, such as ``a = s.linear({{...}})``, then each step from side to side by some of them."""
{steps}
'''


def drafted(place: Path, name: str) -> tuple[Path | None, str]:
    """Write a sketch for the claim of a place and say where; None and a sentence where that is not possible."""
    claim, path = load(place, spaces=False), sketch_path(place)
    if path.exists():
        return None, f"{path} already exists"
    try:
        _, found = patterned(claim)
    except Untraceable as error:
        return None, f"{error}"
    try:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, draft_of(found, name))
    except OSError as error:
        return None, f"{path} cannot be written: {error.strerror}"
    return path, ""


def patterned(claim: Claim) -> tuple[int | None, list[Pattern]]:
    """The first entry of the sizes along which a claim has patterns, and these; ``Untraceable`` with a sentence where none is."""
    if not claim.sizes:
        raise Untraceable(
            "a sketch is for all sizes, but the claim has none: make the space a function of the size, with sizes=(2, 3)"
        )
    why = ""
    for entry in entries(claim):
        try:
            return entry, patterns(claim, entry)
        except Untraceable as error:
            why = f"{error}"
    raise Untraceable(f"a sketch is for all sizes, but here {why}")


def draft_of(found: list[Pattern], name: str) -> str:
    """The text of a sketch of patterns; what is told is of the first."""
    given = [line for line in layout.plain(list(opening(found[0]))) if line]
    one = Sketch(found[0], 0, {}, Filling(0))
    for what in ("everywhere", "hypotheses"):
        facts = enumerate(getattr(one, what))
        given += [f"  s.{what}[{k}] is {shown(term)} {'>' if strict else '>='} 0." for k, (term, strict) in facts]
    lines = [part for line in given for part in textwrap.wrap(line, WIDTH, subsequent_indent="    ") or [""]]
    first = f", in the first of {len(found)} cases" if len(found) > 1 else ""
    steps = "\n".join("    s.step()" for _ in found[0].sides[1:])
    return HEAD.format(name=name, first=first, given="\n".join(lines).replace("\\", "/"), steps=steps)
