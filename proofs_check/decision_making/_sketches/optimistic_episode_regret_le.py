"""State by state: no value exceeds the cap, the plan is optimistic, and what it promises beyond its policy is paid for twice."""

from collections.abc import Callable, Sequence
from typing import Any

from theory_lab.proofs.sketches import Induction, cell, either, use
from theory_lab.proofs.sketches.moves import Tree

Told = list[tuple[int, Any]]
CAP = "v10"
ROWS = 24  # facts of rows; behind them, each for both states, those that are passed back
BOUNDED, OPTIMISTIC, PROMISED, PAID, CASES = range(ROWS, ROWS + 10, 2)


def larger() -> Tree:
    """Of rows: either plan is clipped or not, one is the larger and one reward; the fact that a plan is larger is the third."""
    other = cell(use((2, 1)))
    some = either(either(None, other), either(other, None))
    return either(either(None, some), either(some, some))


def planned(leaf: Callable[..., Tree]) -> Tree:
    """The cases of each action: whether its error is positive and its plan clipped; then of the action that is planned."""

    def after(known: Sequence[bool]) -> Tree:
        if len(known) < 4:
            return either(after((*known, True)), after((*known, False)))
        errors, clipped = known[::2], known[1::2]
        if all(clipped):
            return leaf(0, errors, clipped)
        return either(*(leaf(action, errors, clipped) for action in range(2)))

    return after(())


class State:
    """What is told of a state, whose coefficients begin with this one."""

    def __init__(self, first: int) -> None:
        self.first = first

    def ahead(self, fact: int, action: int, counted: bool = False) -> Told:
        """A fact of the next states, where an action goes in the true or in the counted process."""
        one = self.first + 1 + 3 * action
        true = (f"c{one}", f"(1 - c{one})")
        moves = [f"c{self.first + 6 + 3 * action + k}" for k in range(2)] if counted else true
        return [(fact + k, move) for k, move in enumerate(moves)]

    def optimistic(self, action: int, errors: Sequence[bool], clipped: Sequence[bool]) -> Tree:
        """The plan of the best action is optimistic, and that of the planned one no smaller."""

        def of(best: int) -> Tree:
            told: Told = [(CASES + 4, 1)] if best != action and not all(clipped) else []
            if clipped[best]:
                return cell(use(*told, *self.ahead(BOUNDED, best)))
            told += [(CASES + 2 * best, 2)] if errors[best] else []
            return cell(use(*told, *self.ahead(OPTIMISTIC, best, counted=True)))

        return either(of(0), of(1))

    def promised(self, action: int, errors: Sequence[bool], clipped: Sequence[bool]) -> Tree:
        """Clipping only lowers the plan."""
        told: Told = [(CASES + 1 + 2 * action, 1)] if clipped[action] else []
        return cell(use(*told, *self.ahead(PROMISED, action)))

    def paid(self, action: int, errors: Sequence[bool], clipped: Sequence[bool]) -> Tree:
        """Another bonus is more than the error."""
        told: Told = [] if errors[action] else [(CASES + 2 * action, 2)]
        return cell(use(*told, *self.ahead(PAID, action)))


def induction(s: Induction) -> None:
    """c0 is the largest reward; of each state: shares, moves, surplus; then optimal and own values, both bounds, and the plan."""
    states = [State(1), State(13)]
    for state, (largest, greedy, plan) in zip(states, ((25, 26, 29), (27, 28, 30)), strict=True):
        first = state.first
        for k in (1, 4):
            s.equal("rows", f"c{first + k + 1}", f"1 - c{first + k}")
            s.fact("rows", f"c{first + k}")
            s.fact("rows", f"1 - c{first + k}")
        for k in (6, 7, 9, 10):
            s.fact("rows", f"c{first + k}")
        s.fact("rows", f"c0 - c{largest}")
        s.fact("rows", f"c{plan} - c{largest}", rows=larger())
        surplus = f"c{greedy}*c{first + 8} + (1 - c{greedy})*c{first + 11}"
        s.fact("rows", surplus)
        s.fact("rows", f"{surplus} + c{greedy}*c0*c{first} + (1 - c{greedy})*c0*c{first + 3} - c{plan}")
    for k in range(2):
        s.fact("back", f"{CAP} - v{2 * k}")
    for k, state in enumerate(states):
        s.fact("back", f"v{8 + k} - v{2 * k}", back=planned(state.optimistic))
    for k, state in enumerate(states):
        s.fact("back", f"v{4 + k} - v{8 + k} + v{2 * k + 1}", back=planned(state.promised))
    for k, state in enumerate(states):
        s.fact("back", f"v{6 + k} - v{4 + k}", back=planned(state.paid))
    at_start = "initial_0", "(1 - initial_0)"
    optimism, paid = ([(fact + k, one) for k, one in enumerate(at_start)] for fact in (2, 6))
    s.step(0, cell(use(*optimism, *((4 + k, one) for k, one in enumerate(at_start)))))
    s.step(1, cell(use(*paid)))
