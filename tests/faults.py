"""Kills, signals, full disks, read-only folders and schedulers that die, at random moments of each command.

``python -m tests.faults [NUMBER] [SEED]`` runs everything NUMBER times (50) and prints one line for each part, and
``tests/test_faults.py`` runs each once.  Certificates and JSON
files have to be whole, exit codes right, and no process may be left.

Main definitions: `Lab`, `kills`, `stops`, `twice`, `full_disk`, `read_only`, `schedulers`.

Conventions: the moment is drawn from the time that the command takes undisturbed; what comes after its end changes nothing.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.conftest import CONTENTS
from theory_lab.claims.verdicts.certificates import read

ROOT = Path(__file__).parents[1]
# A run in the background of a shell inherits that Ctrl-C is ignored.  Before its first line Python itself handles signals.
START = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from theory_lab.cli import main
print("started", file=sys.stderr, flush=True)
try:
    main(sys.argv[1:])
finally:
    print("ended", file=sys.stderr, flush=True)
"""
CLUSTER = """
import time
import distributed
with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
    print(cluster.scheduler_address, flush=True)
    time.sleep(600)
"""
CLAIMS = 4  # of a long run; two leave a moment between one and the next, and either kind
COMMANDS = ("check", "check --workers 2", "certify --again", "certify --again --workers 2", "recheck", "report", "attack")
CODES: dict[int, int] = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}


class Lab:
    """A folder of certified claims, and the time that each command takes on it."""

    def __init__(self, folder: Path, claims: int = CLAIMS) -> None:
        self.folder = folder
        for number in range(claims):
            (folder / f"claim_{number}.py").write_text(CONTENTS["holds" if number % 2 else "refuted"], encoding="utf-8")
        self.times: dict[str, float] = {}
        self.seconds("certify", "certify --again")  # with no certificate there it is the same work

    def arguments(self, command: str) -> list[str]:
        """The command on all claims, with a file for what it finds."""
        name, *options = command.split()
        target = self.folder / "claim_0.py" if name == "attack" else self.folder
        options += ["--json", str(self.folder / "out.json")] if name in ("check", "attack") else []
        options += ["--seconds", "2"] if name == "attack" else []
        options += ["--out", str(self.folder / "page")] if name == "report" else []
        return [sys.executable, "-c", START, name, str(target), *options]

    def start(self, command: str) -> subprocess.Popen[str]:
        """The command under way, past its imports."""
        process = subprocess.Popen(
            self.arguments(command),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert process.stderr is not None and process.stderr.readline() == "started\n"
        return process

    def run(self, command: str) -> int:
        """The exit code of the command undisturbed."""
        return subprocess.run(self.arguments(command), capture_output=True, cwd=ROOT).returncode

    def seconds(self, command: str, name: str) -> float:
        """How long the command takes undisturbed, kept by a name."""
        if name not in self.times:
            started = time.monotonic()
            assert self.run(command) == 0
            self.times[name] = time.monotonic() - started
        return self.times[name]

    def disturb(self, command: str, number: int, rng: random.Random) -> int:
        """Send a signal at a random moment and check what is left; the exit code."""
        alone = command.removesuffix(" --workers 2")  # two processes take about as long, each with half of the claims
        most = self.seconds(alone, alone)
        with self.start(command) as process:
            time.sleep(rng.uniform(0, most))
            process.send_signal(number)
            errors = process.communicate(timeout=120)[1]
        late = [-number] if errors.endswith("ended\n") else []  # Python itself, on its way out, dies of a signal
        assert process.returncode in (0, CODES[number], *late), (command, number, process.returncode, errors)
        assert "Traceback" not in errors, (command, errors)
        self.whole()
        self.alone(process.pid)
        return process.returncode

    def whole(self) -> None:
        """Every certificate and every file of records can be read."""
        for path in (self.folder / "certificates").glob("*.json"):
            read(path)
        if (out := self.folder / "out.json").exists():
            json.loads(out.read_text(encoding="utf-8"))

    def alone(self, parent: int) -> None:
        """No process that this one started is left."""
        words, late = f"\0{parent}\0", time.monotonic() + 5
        while left := [line for line in _command_lines() if words in line]:
            assert time.monotonic() < late, left
            time.sleep(0.05)


def _command_lines() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_text(errors="replace")
        except OSError:
            continue


def kills(lab: Lab, number: int, rng: random.Random) -> str:
    """``kill -9`` of certify, which finishes its work when it is called again."""
    codes = [lab.disturb(rng.choice(COMMANDS[2:4]), signal.SIGKILL, rng) for _ in range(number)]
    assert lab.run("certify") == 0 and lab.run("recheck") == 0
    return f"{codes.count(-9)} of {number} in time"


def stops(lab: Lab, number: int, rng: random.Random) -> str:
    """Ctrl-C and SIGTERM of each command."""
    codes = [
        lab.disturb(command, rng.choice((signal.SIGINT, signal.SIGTERM)), rng) for command in COMMANDS for _ in range(number)
    ]
    return f"{sum(map(bool, codes))} of {len(codes)} in time"


def twice(lab: Lab, number: int, rng: random.Random) -> str:
    """Two runs of certify at once on the same claims."""
    for _ in range(number):
        with lab.start("certify --again") as one, lab.start("certify --again") as other:
            time.sleep(rng.uniform(0, 0.2))
            assert [process.communicate(timeout=120)[1] for process in (one, other)] == ["ended\n", "ended\n"]
        assert one.returncode == other.returncode == 0
        lab.whole()
    return f"{number} pairs"


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """A small file system in memory there, where one may be mounted."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", folder], check=True)


def full_disk(lab: Lab, number: int, rng: random.Random) -> str:
    """A disk that is full when the records, the page or a certificate are written: one sentence, and what was found is shown."""
    with mounted(lab.folder / "small", "size=64k") as done:
        if not done:
            return "not run: nothing may be mounted here"
        small = lab.folder / "small"
        shutil.copy(lab.folder / "claim_0.py", small / "claim_0.py")
        with (small / "ballast").open("wb", buffering=0) as ballast:
            while True:
                try:
                    ballast.write(b"0" * 4096)
                except OSError:
                    break
        for command, code in (("check --json {}/out.json", 2), ("report --out {}/page", 2), ("certify", 1)):
            words = command.format(small).split()
            target = small / "claim_0.py"
            made = subprocess.run(
                [sys.executable, "-c", START, words[0], str(target), *words[1:]], capture_output=True, text=True, cwd=ROOT
            )
            said = made.stdout + made.stderr
            assert made.returncode == code and "Traceback" not in said and "No space left" in said, said
            assert words[0] == "report" or "1 claim" in made.stdout or made.stdout == "", said
    return "three commands"


def read_only(lab: Lab, number: int, rng: random.Random) -> str:
    """A folder that takes no files is refused before anything runs."""
    with mounted(lab.folder / "fixed", "size=1m") as done:
        if not done:
            return "not run: nothing may be mounted here"
        fixed = lab.folder / "fixed"
        shutil.copy(lab.folder / "claim_0.py", fixed / "claim_0.py")
        subprocess.run(["mount", "-o", "remount,ro", fixed], check=True)
        for words in (["check", "--json", f"{fixed}/out.json"], ["report", "--out", f"{fixed}/page"], ["certify"]):
            made = subprocess.run(
                [sys.executable, "-c", START, *words, str(fixed / "claim_0.py")], capture_output=True, text=True, cwd=ROOT
            )
            assert made.returncode == 2 and made.stdout == "" and "cannot be written" in made.stderr, made
    return "three commands"


def schedulers(lab: Lab, number: int, rng: random.Random) -> str:
    """A Dask scheduler and its workers that are killed while claims are checked: one sentence, and what was found is written."""
    codes = []
    for _ in range(number):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True, "start_new_session": True}
        with subprocess.Popen([sys.executable, "-c", CLUSTER], **options) as cluster:
            try:
                assert cluster.stdout is not None
                command = f"check --scheduler {cluster.stdout.readline().strip()}"
                most = lab.seconds(command, "check --scheduler")
                with lab.start(command) as process:
                    time.sleep(rng.uniform(0, most))
                    os.killpg(cluster.pid, signal.SIGKILL)
                    errors = process.communicate(timeout=120)[1]
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(cluster.pid, signal.SIGKILL)
        said = {0: "", 1: "no longer answers", 2: "no Dask scheduler answers"}[process.returncode]
        assert said in errors and "Traceback" not in errors, (process.returncode, errors)
        lab.whole()
        codes.append(process.returncode)
    return f"{codes.count(1)} of {number} while claims were checked, {codes.count(2)} before"


PARTS = (kills, stops, twice, full_disk, read_only, schedulers)


def main(number: int = 50, seed: int = 0) -> None:
    """Every part, a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder))
        for part in PARTS:
            started = time.monotonic()
            print(f"{part.__name__}: {part(lab, number, random.Random(seed))}, {time.monotonic() - started:.0f} s", flush=True)
    assert not os.path.exists(folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
