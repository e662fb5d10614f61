"""A plan's gap is below the residuals along its policy, and these below the errors beside other values, state by state."""

from theory_lab.proofs.sketches import ZERO, Induction, cell, either, use

SHARED, APART, NEGATIVE = 4, 10, 12  # the facts of the rows of a state, those of the bounds, and that an error is below 0


def induction(s: Induction) -> None:
    """Of each state: what is planned and got, c16 or c17 the plan of the last step; then the first bounds and the second ones."""
    rows = ((0, (3, 4), 5, 16), (7, (10, 11), 12, 17))
    for reward, moves, surplus, last in rows:
        for one in (*moves, surplus):
            s.fact("rows", f"c{one}")
        s.fact("rows", f"c{reward} + c{surplus} - c{last}")
    for state in range(2):
        s.fact("back", f"v{4 + state} - v{2 * state} + v{2 * state + 1}")
    for state, (_, moves, _, _) in enumerate(rows):
        ahead = [(APART + k, f"c{move}") for k, move in enumerate(moves)]
        spared = SHARED * state + 2, 1
        cases = cell(use(spared, *ahead, then=ZERO)), cell(use((NEGATIVE, 2), spared, *ahead, then=ZERO))
        s.fact("back", f"v{6 + state} - v{4 + state}", back=either(*cases))
