"""All draws are rejected so far with a power of the chance that one is, outcome by outcome."""

from theory_lab.proofs.sketches import Sketch, by, equal, hole


def sketch(s: Sketch) -> None:
    """S0 is the chance that a draw is rejected, S1, S2 ... that two, three ... are; the last sum is the distance of the laws."""
    n = s.statics["draws"]
    if n == 1:
        s.step()
        return
    then, known = (
        hole(),
        [s.linear({f"S{k}": f"{sign}", f"S{k - 1}": f"-{sign}*S0"}) for k in range(1, n - 1) for sign in (1, -1)],
    )
    for k in reversed(range(1, n - 1)):
        then = equal(f"S{k}", f"S0**{k + 1}", (2 * k - 2, 2 * k - 1), then)
    distance = f"S{n - 1}"
    s.step(s.linear({distance: -1}, by(*known, then=then)), s.linear({distance: 1}))
