"""How many of the planted false claims are refuted, and after how many evaluations: the table of ``docs/testing.md``.

    python -m tests.power.measure [--depth quick|normal] [--seeds 3] [FAMILY ...]

Runs the stages of a check on every planted claim with each seed and prints one row a claim (refuted of so many seeds, the
most evaluations that a refutation took, seconds of all its runs), and one row a family.  True twins are run too, and an alarm is
printed as such.
"""

from __future__ import annotations

import argparse
import time

from tests.power.families import FALSE, TRUE
from theory_lab.claims.checks.stages import DEPTHS, hunt
from theory_lab.claims.claim import Claim
from theory_lab.claims.search.shrink import SPENT
from theory_lab.claims.verdicts.findings import Findings


def spent(found: Findings) -> int:
    """The evaluations of all stages."""
    return sum(found.counts[stage] for stage in SPENT)


def row(claim: Claim, depth: str, seeds: int) -> tuple[int, int, float]:
    """How many seeds refute a claim, the most evaluations of those that do, and seconds."""
    started = time.perf_counter()
    runs = [hunt(claim, DEPTHS[depth], seed=seed) for seed in range(seeds)]
    refuted = [spent(found) for found in runs if found.failures]
    return len(refuted), max(refuted, default=0), time.perf_counter() - started


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="The power of the search, by families of planted claims.")
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=f"some of {', '.join(FALSE)} (default: all)")
    parser.add_argument("--depth", default="quick", choices=("quick", "normal"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--true", action="store_true", help="the true twins too: none may be refuted")
    options = parser.parse_args()
    for family in options.families or FALSE:
        total, most = 0, 0
        for name, claim in FALSE[family].items():
            refuted, evaluations, seconds = row(claim, options.depth, options.seeds)
            total, most = total + refuted, max(most, evaluations)
            print(f"  {name:40} {refuted} of {options.seeds}  {evaluations:8,}  {seconds:6.1f} s", flush=True)
        runs = options.seeds * len(FALSE[family])
        print(f"{family:12} {options.depth:8} {total:3} of {runs:3}  {most:8,}", flush=True)
        for name, claim in TRUE[family].items() if options.true else ():
            alarms, _, seconds = row(claim, options.depth, 1)
            print(f"  {name:40} {'FALSE ALARM' if alarms else 'stands'}  {seconds:6.1f} s", flush=True)


if __name__ == "__main__":
    main()
