"""Signals stop work, and nothing else."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from theory_lab.isolation.stops import Stopped, heeding, is_raised_by_code


def send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_work_is_stopped(number, code):
    with heeding() as stops:
        with pytest.raises(Stopped) as stop, stops:
            send(number)
        assert stop.value.number == number and stops.code == code


def test_what_is_written_is_not_stopped_but_the_next_work_is():
    with heeding() as stops:
        send(signal.SIGTERM)
        assert stops.code == 143
        with pytest.raises(Stopped), stops:
            raise AssertionError("no work is begun")


def test_the_first_of_several_signals_gives_the_code():
    with heeding() as stops:
        send(signal.SIGINT)
        send(signal.SIGTERM)
        assert stops.code == 130


def test_handlers_are_put_back():
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with heeding():
        assert signal.getsignal(signal.SIGTERM) is not before[1]
    assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


def test_what_is_ignored_stays_ignored(monkeypatch):
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with heeding() as stops, stops:
            send(signal.SIGTERM)
            assert stops.code == 0
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_signal_in_a_destructor_is_sent_again():
    class Hit:
        def __del__(self) -> None:
            send(signal.SIGINT)

    with heeding() as stops, pytest.raises(Stopped), stops:
        Hit()
        time.sleep(10)


def test_code_that_raises_it_itself_is_told_apart():
    assert not is_raised_by_code(KeyboardInterrupt())  # where Python's own handler is in force, nobody can tell
    with heeding():
        assert is_raised_by_code(KeyboardInterrupt()) and not is_raised_by_code(Stopped())


def test_another_thread_gets_no_signals():
    seen = []

    def work() -> None:
        with heeding() as stops, stops:
            seen.append(stops.code)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [0]
