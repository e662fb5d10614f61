"""What a round leaves of the potential: exponentials lie below their chords, and Hoeffding's lemma for the mean loss."""

from proofs_check.decision_making._settings_by_hand import summed
from theory_lab.proofs.sketches import (
    BALL,
    SIGNS,
    ZERO,
    Induction,
    cell,
    compare,
    cut,
    equal,
    exponential,
    logarithm,
    product,
    rises,
    use,
)
from theory_lab.proofs.sketches.moves import Tree


def hoeffding(losing: str, whole: str = "1") -> Tree:
    """``1 - (1 - left) mean`` times ``Y = exp(rate mean - rate**2/8)`` is at most 1: a second derivative is a square.

    The mean is ``losing/whole``.
    """
    end = [logarithm("w", whole)] if whole != "1" else []
    slope = product(("left", -1, 1), then=rises("left", ZERO, falls=True))
    return compare(
        whole, f"Y*({whole} - (1 - left)*{losing})", by="log", then=rises("left", ZERO, slope, falls=True, functions=end)
    )


def functions(losing: str, whole: str = "1") -> list[list[object]]:
    """Those of Hoeffding's lemma; the rate is ``-l``."""
    rest = [logarithm("k", f"{whole} - (1 - left)*{losing}"), logarithm("w", whole)]
    return [logarithm("l", "left"), exponential("Y", f"-l*{losing}/{whole} - l**2/8"), *(rest if whole != "1" else rest[:1])]


def induction(s: Induction) -> None:
    """Of the first expert are ``left**loss`` and ``left**(-loss/2)``, of the others ``left**(loss/2)``.

    Passed back are the product, the first weight, and the roots of the other weights relative to it.
    """
    experts = s.size[0]
    losses = [f"c{k}" for k in range(experts)]
    first, inverse = f"c{experts}", f"c{experts + 2}"
    steps = [f"c{experts + k}" for k in range(1, experts + 1) if k != 2]
    grown, share, *squares = (f"c{2 * experts + k}" for k in range(1, experts + 2))
    roots = [f"v{experts + k}" for k in range(1, experts)]
    one, *told = range(experts + 1)
    growth, is_grown, is_left = range(experts + 1, experts + 4)
    nonnegative, bounded = 3 * experts + 3, 3 * experts + 4

    moved = [f"({step}*{inverse})**2" for step in steps]
    s.equal("rows", share, f"1/{summed(moved)}")
    for square, text in zip(squares, moved, strict=True):
        s.equal("rows", square, text)
    s.fact("rows", f"1 - {inverse}**2*{first}")
    for loss, less in zip(losses, (first, *(f"{step}**2" for step in steps)), strict=True):
        s.fact("rows", f"1 - (1 - left)*{loss} - {less}")
    earliest = "(" + " + ".join(f"losses_{k}/{experts}" for k in range(experts)) + ")"
    mean = " + ".join(f"{loss}/{experts}" for loss in losses)
    s.fact("rows", f"1 - {grown}*(1 - (1 - left)*({mean}))", rows=cell(hoeffding(earliest), functions=functions(earliest)))
    s.fact("rows", grown)
    for text in (first, *steps, inverse):
        s.fact("rows", text)

    whole = summed([f"{root}**2" for root in roots])
    for square, root in enumerate(roots):
        s.equal("back", f"v{2 + square}", f"{root}**2")
    s.equal("back", "v1", f"1/{whole}")
    for root in roots:
        s.fact("back", root)
    losing = f"({losses[0]} + " + " + ".join(f"{root}**2*{loss}" for root, loss in zip(roots, losses[1:], strict=True)) + ")"
    still = use((nonnegative, f"Y*{first}", use((is_left, "Y", SIGNS), then=ZERO)), then=ZERO)
    s.fact("back", "v0", back=cell(still, functions=functions(losing, whole)[:2]))

    positive = use((is_grown, 1), then=ZERO)
    facts = [(one, f"{grown}*{step}**2", use((step, grown, positive), then=ZERO)) for step in steps]
    facts += [(fact, grown, positive) for fact in told]
    some = use(*((f"{step}*{inverse}", 1) for step in steps), then=BALL)
    last = cell(product((summed(moved), -1, 1, some), then=use(*facts, (growth, experts), then=ZERO)))

    after = [f"{root}*{step}*{inverse}" for root, step in zip(roots, steps, strict=True)]
    some = use(*((text, 1) for text in after), then=BALL)
    facts = [(told[0], "v0*Y", SIGNS)]
    for root, step, fact in zip(roots, steps, told[1:], strict=True):
        facts.append((one, f"v0*Y*({root}*{step})**2", use((f"{root}*{step}", "v0*Y", SIGNS), then=ZERO)))
        facts.append((fact, f"v0*Y*{root}**2", use((root, "v0*Y", SIGNS), then=ZERO)))
    all_of_it = use(*((root, 1) for root in roots), then=BALL)
    least = product(("v0", 1, 1, SIGNS), then=hoeffding(losing, whole))
    back = product(
        (summed([f"({text})**2" for text in after]), -1, 1, some), then=use(*facts, (bounded, whole, all_of_it), then=least)
    )
    bounds = [(bounded + 1, "v0", "low", 0), *((2 * experts + 4 + k, root, "low", 0) for k, root in enumerate(roots))]
    back = cut(
        "-v0", equal("v0", "0", (nonnegative, bounded + 1), None), cell(back, bounds=bounds, functions=functions(losing, whole))
    )
    s.fact("back", f"{experts}/{whole} - v0", last=last, back=back)
