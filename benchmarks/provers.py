"""Proofs against z3 and cvc5: the same goals, in a table of what is proved by us, by them, by none.

    python -m benchmarks.provers [--seconds 5] [--every 1]

Needs ``pip install -e '.[peers]'``.  Our row counts the proofs that are shipped, each of which the kernel has verified; the
peers are asked for ``unsat`` at the smallest size of each claim, in the interior of its space, with a limit of processor time for
each goal.  Their answers cannot be checked again.  dReal is not in the table: its wheel needs a library (IBEX) that it does not
carry.
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import signal
import statistics
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from benchmarks.smt import Inexpressible, goals
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.statements import Untraceable

MOST_CHARACTERS = 400_000  # a longer goal keeps a parser busy for longer than any limit used here


def z3_says(text: str) -> str:
    """``unsat`` is a proof; z3 has neither logarithms nor exponentials."""
    import z3

    solver = z3.Solver()
    solver.from_string(text)
    return str(solver.check())


def cvc5_says(text: str) -> str:
    """``unsat`` is a proof; logarithms are written by way of the exponential that cvc5 knows."""
    import cvc5

    solver = cvc5.Solver()
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "goal")
    symbols, answer = parser.getSymbolManager(), ""
    while not (command := parser.nextCommand()).isNull():
        answer = command.invoke(solver, symbols) or answer
    return str(answer).strip()


PEERS: dict[str, Callable[[str], str]] = {"z3": z3_says, "cvc5": cvc5_says}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each goal and each peer")
    parser.add_argument("--every", type=int, default=1, help="each N-th claim alone")
    options = parser.parse_args()
    proved: collections.Counter[tuple[str, ...]] = collections.Counter()
    times: dict[str, list[float]] = {name: [] for name in PEERS}
    asked, apart = 0, 0
    for place, name in [(place, name) for name, place in find()][:: options.every]:
        claim = load(place, spaces=False)
        if claim.kind != "inequality" or claim.unknown or claim.expect != "holds":
            continue
        try:
            texts = list(goals(claim))
        except (Untraceable, Inexpressible, RecursionError):
            apart += 1
            continue
        asked += 1
        proofs = found(claim)
        winners = ["theory_lab"] if isinstance(proofs, Proofs) and proofs.theorem.is_proved else []
        for peer in PEERS:
            seconds = _seconds_of_proof(peer, texts, options.seconds)
            if seconds is not None:
                winners.append(peer)
                times[peer].append(seconds)
        proved[tuple(winners)] += 1
        sys.stderr.write(f"{name}: {', '.join(winners) or 'none'}\n")
    _table(asked, apart, proved, times)


def _seconds_of_proof(peer: str, texts: list[tuple[str, bool]], seconds: float) -> float | None:
    """How long a peer takes for all goals of a claim, or None if one stays open."""
    if any(len(text) > MOST_CHARACTERS or (needs and peer == "z3") for text, needs in texts):
        return None
    taken = 0.0
    for text, _ in texts:
        answer, one = _answer(peer, text, seconds)
        if answer != "unsat":
            return None
        taken += one
    return taken


def _answer(peer: str, text: str, seconds: float) -> tuple[str, float]:
    """The answer and the seconds of a process of its own, which the system ends: a solver in C may not listen to a limit."""
    here, there = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("fork").Process(target=_say, args=(there, peer, text, seconds))
    process.start()
    there.close()
    try:
        return here.recv()
    except EOFError:
        return "no answer in time", seconds
    finally:
        process.kill()
        process.join()


def _say(connection: Connection, peer: str, text: str, seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)  # of the processor: a busy machine takes nothing away
    started = time.process_time()
    answer = PEERS[peer](text)
    connection.send((answer, time.process_time() - started))


def _table(asked: int, apart: int, proved: collections.Counter[tuple[str, ...]], times: dict[str, list[float]]) -> None:
    print(f"{asked} claims that should hold, at their smallest sizes; {apart} more cannot be written as goals")
    for winners, count in proved.most_common():
        print(f"| {', '.join(winners) or 'none'} | {count} |")
    for name in ("theory_lab", *PEERS):
        print(f"{name}: {sum(count for winners, count in proved.items() if name in winners)}", end="")
        print(f", median {statistics.median(times[name]):.2g} s" if times.get(name) else "")


if __name__ == "__main__":
    main()
