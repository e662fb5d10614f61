"""How fast the foundation is, as ratios measured in one run.

Each line divides two times taken in turn on this machine: ours over a peer's, or over what the memory allows.  Run it with
``python -m benchmarks.foundation``; it is no test, and nothing depends on its numbers.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.timing import best_in_turn, in_turn, line
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Whole
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import judge
from theory_lab.measures.brackets import bracket
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage, profile
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def bulk_verdicts() -> None:
    """Filtered verdicts against the exact judge alone, on a KL-type claim with three atoms."""
    claim = Claim(
        statement="coverage from KL",
        source=Source("benchmark", "KL", status="derived"),
        space=Space(p=Simplex(3), q=Simplex(3), level=Whole(2, 20)),
        lhs=lambda i: coverage(i.p, i.q, i.level),
        rhs=lambda i: kl(i.p, i.q) / (xp.log(i.level) - 1 + 1 / i.level),
    )
    space = claim.space_at()
    batch = space.random(np.random.default_rng(0), 100_000)
    raws = [space.column(batch, k) for k in range(20_000)]
    few = raws[:400]
    fast, slow = in_turn(lambda: decide(claim, raws, chunk=20_000), lambda: [judge(claim, raw) for raw in few], 3)
    rate = len(few) / slow
    line("decide(): verdicts a second over judge()'s", len(raws) / fast / rate, ">= 20", f"{rate:,.0f} a second by judge()")
    exact, _ = in_turn(lambda: [kl(i.p, i.q) for i in map(space.exact, few)], lambda: None, 3)
    enclosed, _ = in_turn(lambda: claim.rhs(space.intervals(batch)), lambda: None, 3)
    rate = 100_000 / enclosed
    line("intervals: KL sides a second over Real's", rate / (len(few) / exact), ">= 20", f"{rate:,.0f} a second by intervals")
    small = [raw for _, raw in islice(cases(claim, None), 5000)]
    instance = space.intervals(space.batch(small))
    undecided = ~np.asarray((claim.lhs(instance) <= claim.rhs(instance)).sure)
    line("undecided share of the first 5,000 small instances", undecided.mean(), "0")


def trees() -> None:
    """The law on 4^10 words against a copy of it."""
    tree = Tree.complete(4, 10)
    steps = np.random.default_rng(0).dirichlet(np.ones(4), (tree.size - 1) // 4).ravel()
    law = leaf_law(tree, steps)
    ours, copy = best_in_turn(lambda: leaf_law(tree, steps), lambda: law.copy())
    line("leaf law of 4^10 words over a copy of it, processor times", ours / copy, "<= 6", f"{ours * 1e3:.1f} ms")


def profiles() -> None:
    """Coverage at all thresholds against one sort, and the bracket by binning.

    Of the bracket's 3.2 ms on one core, 0.3 go to reading all for masses that are none, 0.4 to the divisions, 1.4 to adding, 0.7
    to the keys of the bins, 0.2 to the tails. Fewer bins, keys in single precision, and larger or smaller blocks save nothing
    more; nor do two threads, since what adds keeps the interpreter's lock (3.8 ms).
    """
    rng = np.random.default_rng(0)
    p, q = (rng.exponential(size=1 << 20) for _ in range(2))
    p, q = p / p.sum(), q / q.sum()
    ours, sort = in_turn(lambda: profile(p, q), lambda: np.argsort(p / q))
    line("profile of 2^20 atoms over one argsort", ours / sort, "<= 1.5", f"{ours * 1e3:.0f} ms")
    levels = np.geomspace(1, 1e6, 4096)
    adding = np.rint(p / q % 4096).astype(int)
    binned, counted = best_in_turn(lambda: bracket(p, q, levels), lambda: (np.divide(p, q), np.bincount(adding, p, 4096)), 50)
    line("two-sided bracket at 4,096 thresholds, processor ms", binned * 1e3, "< 2", f"{counted * 1e3:.1f} ms to divide and bin")


def start_up() -> None:
    """The command line before it does anything, and the whole check."""
    program = str(Path(sys.executable).with_name("theory-lab"))
    for arguments, goal in ((("--help",), "< 0.3 s"), (("list",), "< 1.5 s"), (("check",), "< 180 s")):
        start = time.perf_counter()
        subprocess.run([program, *arguments], check=True, capture_output=True)
        line(f"theory-lab {' '.join(arguments)}, seconds", time.perf_counter() - start, goal)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    line("peak memory of these commands, GB", peak, "< 1")


if __name__ == "__main__":
    for part in (bulk_verdicts, trees, profiles, start_up):
        part()
