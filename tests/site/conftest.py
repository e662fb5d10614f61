"""The site of all shipped claims, built once for all processes of a test run, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shipped import all_shipped

ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds that a process waits for another that builds the site
# No request of the browser's own: a closed network would answer late, or not at all.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site; the first process that asks builds it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    out, done = shared / "site", shared / "site.done"
    try:
        (shared / "site.lock").mkdir()
    except FileExistsError:
        for _ in range(PATIENCE):
            if done.exists():
                return out
            time.sleep(1)
        pytest.fail(f"the site was not built in {PATIENCE} s")
    started = time.monotonic()
    _build(out)
    done.write_text(str(time.monotonic() - started))
    return out


def _build(out: Path) -> None:
    from theory_lab import runs
    from theory_lab.claims.checks.certified import certified
    from theory_lab.requests import Found
    from theory_lab.site.build import build

    found = Found(all_shipped())
    build(out, found, [certified(one) or runs.stated(Found([one]))[0] for one in found], ROOT)


def chromium() -> str:
    """The browser; without one a test is left out, but not where ``THEORY_LAB_BROWSER`` requires one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    required = os.environ.get("THEORY_LAB_BROWSER") == "required"
    (pytest.fail if required else pytest.skip)("there is no Chromium: install Debian's package chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        one = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield one
        one.close()
