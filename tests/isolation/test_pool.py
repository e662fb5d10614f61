"""Processes with limits: what is lost is lost alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.isolation.deeds import do
from theory_lab.isolation.containment import Lost
from theory_lab.isolation.pool import Limits, Pool, PoolError, in_order, shared, spread

LIMITS = Limits(seconds=2, memory=1 << 30)


def results(*deeds: str, workers: int = 1, limits: Limits = LIMITS) -> list[object]:
    jobs = [(deed, number) for number, deed in enumerate(deeds)]
    found = in_order(spread(do, jobs, workers, limits))
    return [result.reason if isinstance(result, Lost) else result for result in found]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_are_those_of_the_jobs(workers):
    assert results(*["nothing"] * 7, workers=workers) == [n * n for n in range(7)]


def test_jobs_may_be_added_while_others_are_done_and_some_come_first():
    with Pool(do, 1, LIMITS) as pool:
        pool.add(7, ("wait", 7))
        found = []
        while not found:
            found += pool.turn()
        pool.add(3, ("nothing", 3))
        pool.add(5, ("nothing", 5), first=True)
        found += pool.results()
    assert found == [(7, 49), (5, 25), (3, 9)]


@pytest.mark.parametrize(("jobs", "processes"), [(0, 1), (1, 1), (4, 1), (5, 2), (12, 3), (100, 3), (None, 3)])
def test_where_nobody_says_how_many_each_processor_and_four_jobs_get_a_process(jobs, processes, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: range(3), raising=False)
    assert shared(None, jobs) == processes and shared(7, jobs) == 7
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: range(64), raising=False)
    assert shared(None, jobs) <= 8


def test_processes_begin_as_jobs_come(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: range(2), raising=False)
    with Pool(do, None, LIMITS) as pool:
        running: list[int] = []
        for number in range(4):
            pool.add(number, ("wait", number))
        found = []
        while len(found) < 2:
            found += pool.turn(lambda now: running.append(len(now)))
        assert max(running) == 1
        for number in range(4, 8):
            pool.add(number, ("wait", number))
        found += pool.results(told=lambda now: running.append(len(now)))
    assert max(running) == 2 and len(found) == 8


def test_there_may_be_nothing_to_do():
    assert results() == []


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("hang", "it ran longer than 2 s and was ended"),
        ("hang in C", "it ran longer than 2 s and was ended"),
        ("start another", "it ran longer than 2 s and was ended"),
        ("kill", "its process ended with signal SIGKILL"),
        ("segfault", "its process ended with signal SIGSEGV"),
        ("exit at once", "its process ended with signal SIGTERM"),
        ("exit", "its code called exit with 3"),
    ],
)
def test_a_job_is_lost_alone(deed, reason):
    assert results("nothing", deed, "nothing") == [0, reason, 4]
    assert not running("of a test of the pool")


def test_a_process_has_one_thread_for_matrices_unless_the_environment_says_otherwise(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert results("tell threads") == ["its code called exit with '1 True True'"]
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    assert results("tell threads") == ["its code called exit with '2 True True'"]


def test_memory_is_limited():
    limits = Limits(memory=1 << 29)
    assert results("nothing", "hoard", "nothing", limits=limits) == [0, "it took more than 0.5 GiB of memory and was ended", 4]


def test_a_job_does_not_pay_for_the_one_before():
    assert results("bomb", "wait", "nothing") == [0, 1, 4]


def test_the_others_go_on_meanwhile():
    started = time.monotonic()
    assert results("hang", *["nothing"] * 20, workers=2)[1:] == [n * n for n in range(1, 21)]
    assert time.monotonic() - started < 30


def test_standard_streams_are_no_channel(capfd):
    assert results("print", "read") == [0, 1]
    captured = capfd.readouterr()
    assert captured.out == "" and captured.err == "noise\n"


def test_who_works_is_told():
    told: list[dict[int, str]] = []
    list(spread(do, [("wait", 1), ("wait", 2)], 2, LIMITS, lambda running: told.append(dict(running))))
    assert {0: "at wait", 1: "at wait"} in told


def test_a_generator_that_is_left_ends_its_processes():
    found = spread(do, [("nothing", 0), ("start another", 1)], 2, Limits())
    next(found)
    time.sleep(0.5)
    found.close()
    until = time.monotonic() + 10  # one that was killed ends when the machine lets it
    while (left := running("of a test of the pool") + running(f"{os.getpid()}\0")) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left


def test_a_pool_that_cannot_start_says_so(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(PoolError, match="a process to work in cannot be started: it ended with exit code 1"):
        results("nothing")


RUN = """
import sys
from tests.isolation.deeds import do
from theory_lab.isolation.pool import spread
for place, result in spread(do, [("nothing", 0), ("hang in C", 1)], 2):
    print(place, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process that hangs in C outlives a killed parent")
def test_processes_end_with_a_parent_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", RUN], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as parent:
        assert parent.stdout is not None and parent.stdout.readline() == b"0\n"
        time.sleep(0.5)
        assert running(f"{parent.pid}\0")
        parent.send_signal(signal.SIGKILL)
    time.sleep(0.5)
    assert not running(f"{parent.pid}\0")


def running(words: str) -> list[str]:
    """Other processes of this machine, not yet ended, whose command line has these words."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            line = (folder / "cmdline").read_text()
        except (OSError, UnicodeDecodeError):
            continue
        if folder.name.isdigit() and words in line and int(folder.name) != os.getpid():
            found.append(line)
    return found
