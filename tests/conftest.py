"""Claim files for tests of what reads them."""

from __future__ import annotations

import gc
import os
import signal

# Before NumPy is imported: with a process of tests on each core, threads for small matrices only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests import shapes

settings.register_profile("theory_lab", deadline=None)  # exact arithmetic has no business with wall clocks
settings.load_profile("theory_lab")

shapes.install()

# As in processes of a pool: garbage is looked for after 20,000 new objects and not after 700, a twentieth of the time.
gc.set_threshold(20_000)

# What a script begins in the background ignores Ctrl-C: a test of what Ctrl-C does would then end all tests.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["pytester"]

HEAD = """\
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Whole
"""

HOLDS = '''\
"""A square is at most its root.

``x * x <= x`` on [0, 1].
"""
{head}
CLAIM = Claim(
    statement=r"x^2 \\le x",
    source=Source("a note", "Lemma 1", status="derived"),
    space=Space(x=Ratio(0, 1)),
    lhs=lambda i: i.x * i.x,
    rhs=lambda i: i.x,
    sharpened=lambda i: i.x * xp.ratio(9, 10),
)
'''

FAILS = '''\
"""Probabilities below a half."""
{head}
CLAIM = Claim(
    statement=r"p_1 \\le \\tfrac12",
    source=Source("a note", "Lemma 2", status="derived"),
    space=Space(p=Simplex(2)),
    lhs=lambda i: i.p[0],
    rhs=lambda i: xp.ratio(1, 2),
    expect="{expect}",
    falls="{falls}",
)
'''

CONTENTS = {
    "holds": HOLDS.format(head=HEAD),
    "refuted": FAILS.format(head=HEAD, expect="fails", falls="tempting form"),
    "wrong": FAILS.format(head=HEAD, expect="holds", falls=""),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The appendix stands beside the report and the site, which load all claims as well: one process does so, and not two."""
    own = [item for item in items if item.path.parent.name == "appendix"]
    others = [item for item in items if item.path.parent.name != "appendix"]
    place = next((k for k, item in enumerate(others) if item.path.parent.name == "report"), 0)
    items[:] = [*others[:place], *own, *others[place:]]


@pytest.fixture
def claim_file(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a claim file: one of ``holds``, ``refuted``, ``wrong``, or the given text."""

    def write(kind: str, name: str = "", text: str = "") -> Path:
        path = tmp_path / f"{name or kind}.py"
        path.write_text(text or CONTENTS[kind], encoding="utf-8")
        return path

    return write
