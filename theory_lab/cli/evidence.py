"""Commands on evidence: list, check, attack, certify, recheck.

Heavy modules are imported by the command that needs them.

Main definitions: ``check``, ``attack``, ``certify``, ``recheck``.
"""

from __future__ import annotations

import time
from typing import Annotated

import typer

from theory_lab.cli.options import (
    Depth,
    Json,
    Latex,
    Memory,
    Patience,
    Scheduler,
    Seconds,
    Seed,
    Target,
    Targets,
    Timeout,
    Workers,
    limits,
    whole,
    writable,
)
from theory_lab.files import write_json

# Seconds for each of several claims at depth ``quick``: a hundred times what most take, so that one that hangs does not hold up
# the others; one claim alone is stopped by the person who waits for it.
PATIENCE = 60.0


def list_(targets: Targets = None, json: Json = None) -> None:
    """List the claims; nothing is checked."""
    from theory_lab import listings, runs
    from theory_lab.report.table import listing

    records, refused = listings.remembered(targets or ()), ()
    if records is None:
        found = runs.load(targets, certified=True, spaces=False)
        records, refused = runs.stated(found), found.refused
        listings.remember(found, records)
    if json:
        write_json(json, [record.to_json() | {"outcome": None} for record in records])
    console = runs.console()
    console.print(listing(records, console), soft_wrap=not console.is_terminal)
    raise typer.Exit(1 if refused else 0)


def check(
    targets: Targets = None,
    depth: Depth = "quick",
    seed: Seed = 0,
    json: Json = None,
    workers: Workers = None,
    scheduler: Scheduler = "",
    latex: Latex = False,
    timeout: Patience = None,
    memory: Memory = None,
) -> None:
    """Check claims in exact arithmetic.

    Tries random instances and all small ones, and searches for the worst; every verdict is exact.
    """
    from theory_lab import runs
    from theory_lab.claims.checks.sweep import Underway
    from theory_lab.isolation.pool import shared

    if scheduler and workers is not None:
        raise typer.BadParameter("--workers and --scheduler cannot be combined.")
    if scheduler:
        runs.reach(scheduler)
    began = time.monotonic()
    several = PATIENCE if timeout is None and depth == "quick" else timeout
    early = shared(workers) > 1 and not scheduler
    with Underway(depth, seed, workers, limits(several, memory)) as underway:
        found = runs.load(targets, certified=True, heard=underway.add if early else bool, seconds=several)
        work = runs.sweeping(
            found,
            depth=depth,
            seed=seed,
            workers=workers,
            scheduler=scheduler or None,
            limits=limits(several if len(found) > 1 else timeout, memory),
            underway=underway,
        )
        raise typer.Exit(runs.run(found, work, json=json, latex=latex, full=len(found) == 1, began=began))


def attack(target: Target, seconds: Seconds = 60.0, seed: Seed = 0, json: Json = None, latex: Latex = False) -> None:
    """Search one claim for a counterexample."""
    from theory_lab import runs

    found = runs.load([target], certified=True)
    if len(found) != 1:
        raise typer.BadParameter(f"attack takes one claim, but {target!r} names {len(found)}, such as {found[0].path}.")
    (one,) = found
    raise typer.Exit(runs.run(found, runs.attacking(one, seconds=seconds, seed=seed), json=json, latex=latex, full=True))


def certify(
    targets: Targets = None,
    workers: Workers = None,
    again: Annotated[bool, typer.Option("--again", help="Certify claims with a current certificate too.")] = False,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Write certificates; current ones are skipped.

    There is no time limit unless one is given.
    """
    from theory_lab import runs
    from theory_lab.claims.verdicts.certificates import certificate_path

    found = runs.load(targets, seconds=timeout)
    for one in found:
        writable(certificate_path(one.path))
    raise typer.Exit(runs.certify(found, workers, again, limits(timeout, memory)))


def recheck(
    targets: Targets = None,
    workers: Workers = None,
    most: Annotated[
        int | None, typer.Option(metavar="N", parser=whole(1), help="Decide at most N small instances per size again.")
    ] = None,
    kernel: Annotated[
        bool,
        typer.Option("--kernel", help="Of certificates, decide only the extremal instances, with the kernel of proofs."),
    ] = False,
    proofs: Annotated[bool, typer.Option("--proofs/--no-proofs", help="Verify stored proofs too.")] = True,
    timeout: Timeout = None,
    memory: Memory = None,
) -> None:
    """Verify certificates from scratch, and proofs with the kernel."""
    from theory_lab import rechecks, runs

    found = runs.load(targets, certified=True, seconds=timeout)
    raise typer.Exit(rechecks.recheck(found, workers, most, limits(timeout, memory), kernel, proofs))
