"""The command ``theory-lab prove``.

One process for each claim, with a limit to its time on a processor; what is proved is written beside the claim, and what is not
is shown as the goal that was left open.

Main definitions: ``run``, ``draft``.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from theory_lab.claims.loading import load
from theory_lab.files import write_json
from theory_lab.proofs.evidence.files import write
from theory_lab.proofs.prover import OVER, Attempt, prove
from theory_lab.proofs.search.goals.reasons import STEPS
from theory_lab.proofs.sketches.drafting import drafted
from theory_lab.proofs.telling.stored import SHOWN, latex, rest, told
from theory_lab.proofs.theorems import Theorem

GRACE = 30.0  # seconds beyond the limit, for the kernel and for a polynomial under way
BUSY = 10.0  # processes on one core of a busy machine, each of which gets its time in the end
INTERRUPTED = 130
UNWRITTEN = 2
MOST = 400  # letters of an open goal, four lines of a terminal
UNTOLD = "proofs at single sizes have many cases and are not printed"
Item = tuple[str, Path]


def run(items: Sequence[Item], seconds: float, workers: int = 1, json: Path | None = None, show: str = "") -> int:
    """Look for proofs of claims, show and write what is found, and return the exit code: 0 when all were proved.

    With ``show`` the proofs for all sizes or horizons are told too, as ``"text"`` or in ``"latex"``.
    """
    screen, attempts, code, stopped = Console(highlight=False, stderr=show == "latex"), [], 0, 0
    paths = dict(items)
    try:
        for attempt in _attempts(items, seconds, workers):
            attempts.append(attempt)
            _show(screen, attempt, bool(show))
            if (content := attempt.content) is not None and not _kept(partial(write, paths[attempt.id], content)):
                code = UNWRITTEN
            if show and attempt.content is not None and not _tell(paths[attempt.id], attempt, show):
                screen.print(Text(f"{'':22} {UNTOLD}"), soft_wrap=True)
    except KeyboardInterrupt:
        stopped = code = INTERRUPTED
    if json is not None and not _kept(partial(write_json, json, [attempt.to_json() for attempt in attempts])):
        code = code or UNWRITTEN
    counts = Counter("proved" if attempt.theorem.is_proved else attempt.word for attempt in attempts)
    refuted = f", {counts['refuted']} refuted" if counts["refuted"] else ""
    cut = f", stopped: {len(attempts)} of {len(items)} claims" if stopped else ""
    reached = reaches([attempt.theorem for attempt in attempts])
    screen.print(Text(f"{counts['proved']} proved ({reached}), {counts['open']} open{refuted}{cut}"), soft_wrap=True)
    return code or (0 if counts["proved"] == len(attempts) else 1)


def reaches(theorems: Sequence[Theorem]) -> str:
    """How many of them are for all n, and how many for every tree and for all horizons, where there are such."""
    trees = sum(theorem.on_trees for theorem in theorems)
    steps = sum(bool(theorem.horizons) for theorem in theorems)
    parts = [f"{sum(theorem.all_sizes for theorem in theorems) - trees} for all n"]
    return ", ".join(parts + [f"{trees} for every tree"] * bool(trees) + [f"{steps} for all horizons"] * bool(steps))


def _kept(write: Callable[[], object]) -> bool:
    """Whether something could be written; a full disk or a folder that takes no files is no reason to lose what is shown."""
    try:
        write()
    except OSError as error:
        typer.echo(f"theory-lab: {error.filename or 'what was found'} could not be written: {error.strerror or error}.", err=True)
        return False
    return True


def draft(items: Sequence[Item]) -> int:
    """Write the first lines of sketches of proofs, say where, and return the exit code: 1 where one could not be written."""
    code = 0
    for name, place in items:
        path, why = drafted(place, name)
        then = f"wrote {path}; complete it, then run: theory-lab prove {place}"
        Console(highlight=False).print(Text(then if path else f"{name}: {why}"), soft_wrap=True)
        code = code if path else 1
    return code


def _show(screen: Console, attempt: Attempt, whole: bool) -> None:
    times = f"{attempt.seconds:.1f} s, kernel {attempt.kernel:.2f} s" if attempt.content else f"{attempt.seconds:.1f} s"
    screen.print(Text(f"{attempt.word:22} {attempt.id}  {times}"), soft_wrap=True)
    if attempt.open:
        screen.print(Text(f"{'':22} {attempt.open if whole else _cut(attempt.open)}"), soft_wrap=True)


def _cut(text: str) -> str:
    """What was left open, on a few lines; why there is no recursion is kept."""
    goal, *steps = text.rsplit(STEPS, 1)
    goal = goal if len(goal) <= MOST else f"{goal[:MOST].rsplit(' ', 1)[0]} ... (--show prints it whole)"
    return STEPS.join([goal, *steps])


def _tell(path: Path, attempt: Attempt, show: str) -> bool:
    """Tell the first proofs for all sizes and for all horizons in words, or all in LaTeX, and say whether there are any."""
    content, claim = attempt.content or {}, load(path, spaces=False)
    texts = latex(claim, content) if show == "latex" else told(claim, content, SHOWN)
    more = rest(claim, content) if show != "latex" else ""
    for text in (*texts, *([f"{more} --latex prints them all."] if more else [])):
        Console(highlight=False).print(Text(f"\n{text}\n"), soft_wrap=True)
    return bool(texts)


def _attempts(items: Sequence[Item], seconds: float, workers: int) -> Iterator[Attempt]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["theory_lab.proofs.prover"])
    waiting, running = list(items), []
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                running.append(_Running(context, *waiting.pop(0), seconds))
            for one in list(running):
                if (attempt := one.outcome()) is not None:
                    running.remove(one)
                    yield attempt
            time.sleep(0.02)
    finally:
        for one in running:
            one.process.terminate()


class _Running:
    """A search in a process of its own."""

    def __init__(self, context: ForkServerContext, name: str, path: Path, seconds: float) -> None:
        self.name, self.started, self.seconds = name, time.monotonic(), seconds
        self.receive, send = context.Pipe(duplex=False)
        self.process = context.Process(target=_search, args=(send, path, name, seconds), daemon=True)
        self.process.start()
        send.close()

    def outcome(self) -> Attempt | None:
        """The attempt once it is over, None before."""
        waited = time.monotonic() - self.started
        if self.receive.poll():
            try:
                attempt = self.receive.recv()
            except EOFError:
                self.process.join()
                over = self.process.exitcode == -signal.SIGXCPU
                attempt = self._failed(OVER if over else "the search ended without an answer")
            self.process.join()
            return attempt
        if waited > BUSY * (self.seconds + GRACE):
            self.process.terminate()
            return self._failed(OVER)
        return None

    def _failed(self, why: str) -> Attempt:
        return Attempt(self.name, Theorem(False, ()), None, why, time.monotonic() - self.started, 0.0)


def _search(send: Connection, path: Path, name: str, seconds: float) -> None:
    try:
        limit = int(seconds + GRACE)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        send.send(prove(path, name, seconds))
    except KeyboardInterrupt:
        pass
    except Exception as error:
        send.send(Attempt(name, Theorem(False, ()), None, f"{type(error).__name__}: {error}", 0.0, 0.0))
