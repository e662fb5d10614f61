"""Backwards from the last step: the bonus makes up for the error of a backup, and the next values are optimistic."""

from theory_lab.proofs.sketches import Sketch, by, by_zero, cell, either, use

SIZES = ((1, 2), (2, 2), (1, 3))  # numbers of states and of steps


def by_first(names, then, left=()):
    """The cases of the first entry of a row that is positive, or of none, with the probabilities that the row gives."""
    if len(left) == len(names):
        return then([f"1/{len(names)}"] * len(names), False)
    rest = names[len(left) :]
    shares = [*left, *(f"{name}/({' + '.join(rest)})" for name in rest)]
    return by_zero(rest[0], then(shares, True), by_first(names, then, (*left, "0")))


def backup(weights, counted):
    """Facts: the optimistic values are larger, the optimal ones bounded, and what the optimistic value here is at least."""
    planned, states = 2 * len(weights), len(weights)

    def at(kept, any_kept: bool):
        def cases(seen, any_seen: bool):
            clipped = cell(use((planned, 1), *((states + k, share) for k, share in enumerate(kept) if share != "0")))

            def one(*error):
                return either(
                    clipped, cell(use((planned, 1), *error, *((k, share) for k, share in enumerate(seen) if share != "0")))
                )

            return either(one((planned + 1, 2)), one()) if any_kept or any_seen else one()

        return by_first(counted, cases)

    return by_first(weights, at)


def sketch(s: Sketch) -> None:
    """The first half of the bounds are optimal values, from the last step on and by states, the others the optimistic ones."""
    states, steps = SIZES[s.number]

    def row(of: str, step: int, state: int) -> list[str]:
        """What the transition probabilities are proportional to."""
        first = (step * states + state) * states
        return [of if states * steps == 2 else f"{of}_c{first + k}" for k in range(states)]

    larger, bounded = [], []
    for step in reversed(range(steps)):
        known, places = [*larger, *bounded], [(steps - 1 - step) * states + state for state in range(states)]
        proofs = [backup(row("weights", step, x), row("counted", step, x)) if known else None for x in range(states)]
        planned = [s.everywhere[2 + states * steps + k] for k in places]
        larger = [
            s.attained(f"M{k}", f"M{states * steps + k} - M{k}", by(*known, here, then=proof))
            for k, here, proof in zip(places, planned, proofs, strict=True)
        ]
        bounded = [s.attained(f"M{k}", f"{steps - step}/{steps} - M{k}", by(*bounded)) for k in places]
    s.step(*larger)
