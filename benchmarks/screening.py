"""Whether screening instances of claims through compiled programs would pay.

Random instances of shipped claims, a million a claim, are evaluated in floats twice: in NumPy batches, as the attack does, and by
one jitted program over the same batches. A row says how often a second program is faster, without its compilation and with it.
Run it with ``python -m benchmarks.screening [every]``: each ``every``-th claim, 60 if not said. It is no test.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import jax
import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.claims.verdicts.judge import evaluate

INSTANCES, BATCH = 10**6, 10**4  # as many as an attack at deep makes, in batches whose columns stay in the cache


def measured(claim: Claim) -> tuple[float, float, float]:
    """Seconds for all instances in NumPy and compiled, and for compiling, from a few batches."""
    space = claim.space_at(claim.sizes[0] if claim.sizes else None)
    rng = np.random.default_rng(0)
    raw = space.random(rng, BATCH, space.statics(rng, 1)[-1] if space.static_fields else {})
    parts = {name: field.parts(raw[name]) for name, field in space.arrays.items()}
    static = {name: raw[name] for name in space.static_fields}
    columns = {name: np.asarray(top / bottom, dtype=float) for name, (top, bottom) in parts.items()}

    def sides(columns: Any) -> Any:
        instance = space.instance({name: xp.floats(x, batched=True) for name, x in columns.items()}, static)
        found = evaluate(claim, instance)
        values = found.values if found else ()
        return tuple((xp.floats(value) if value.is_exact else value).numbers(batched=True) for value in values)

    start = time.process_time()
    program = jax.jit(sides).lower(columns).compile()
    compiling = time.process_time() - start
    return _seconds(lambda: sides(columns)), _seconds(lambda: jax.block_until_ready(program(columns))), compiling


def _seconds(run: Any, rounds: int = 3) -> float:
    """Processor seconds for all instances, from the best of a few batches."""
    run()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times) * INSTANCES / BATCH


def main(every: int) -> None:
    """A row a claim, and what they come to."""
    ratios, refused = [], 0
    for name, path in find()[::every]:
        try:
            slow, fast, compiling = measured(load(path))
        except Exception:  # what JAX cannot trace is screened in NumPy whatever the ratio
            refused += 1
            continue
        ratios.append((slow / fast, slow / (fast + compiling)))
        sys.stdout.write(f"{name:64} {slow:7.2f} s {fast:7.2f} s  x{slow / fast:6.2f}  compiled in {compiling:5.2f} s\n")
        sys.stdout.flush()
    table = np.array(ratios)
    for what, column in (("without compilation", table[:, 0]), ("with it", table[:, 1])):
        shares = f"{(column >= 10).mean():.0%} at least 10 times, {(column > 1).mean():.0%} faster at all"
        sys.stdout.write(f"{what}: median x{np.median(column):.2f}, {shares}\n")
    sys.stdout.write(f"{refused} of {len(ratios) + refused} cannot be traced or have no such instances\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
