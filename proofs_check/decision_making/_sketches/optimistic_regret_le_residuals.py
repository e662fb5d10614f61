"""The value of the residuals along the greedy policy is the largest estimate less the value of the policy, step by step."""

from theory_lab.proofs.sketches import ZERO, Induction, cell, either, never, use


def induction(s: Induction) -> None:
    """Of each state: the optimal value and that of the policy; then the residuals of all, and the largest estimates of all."""
    states, block = s.size[0], 2 * (s.size[0] + 1) + 2
    laws = states if states > 1 else 0  # what is known of a row of probabilities
    other = cell(use((0, 1)))
    first_or_second = either(either(cell(), other), either(never(0, use((1, 1), then=ZERO)), either(other, cell())))
    ahead = cell(use((states * (2 * laws + 2), 1)))
    for state in range(states):
        first, greedy, estimate = block * state, block * states + 2 * state + 1, (block + 2) * states + state
        for row in (first + 1, first + states + 2):
            others = [f"c{row + k}" for k in range(states - 1)]
            last = " - ".join(("1", *others))
            s.equal("rows", f"c{row + states - 1}", last)
            for one in [*others, last] if others else ():
                s.fact("rows", one)
        gains = [f"(c{first + k * (states + 1)} + c{first + 2 * (states + 1) + k})" for k in range(2)]
        chosen = f"c{greedy}*{gains[0]} + (1 - c{greedy})*{gains[1]}"
        s.equal("rows", f"c{estimate}", chosen)
        s.fact("rows", f"{chosen} - c{greedy - 1}", rows=first_or_second)
        optimal, own, residual, largest = (f"v{k}" for k in (2 * state, 2 * state + 1, 2 * states + state, 3 * states + state))
        s.equal("back", residual, f"{largest} - {own}")
        s.fact("back", f"{largest} - {optimal}", back=either(either(cell(), ahead), either(ahead, cell())))
