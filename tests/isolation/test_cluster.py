"""Schedulers that are gone before the first job."""

import subprocess
import sys

import pytest

from tests.isolation.deeds import do
from theory_lab.isolation import cluster
from theory_lab.isolation.pool import Limits


def test_a_scheduler_that_died_since_it_answered_is_lost_in_one_sentence(monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 0.2)
    nobody = "tcp://127.0.0.1:9"
    with pytest.raises(cluster.SchedulerLost, match=rf"^the Dask scheduler at {nobody} no longer answers$"):
        list(cluster.spread_on(nobody, do, [("nothing", 0)], Limits()))


def test_an_address_that_is_none_leaves_no_traceback():
    """Something half made was dropped after the answer, and said so on standard error."""
    code = "from theory_lab.isolation.cluster import answers; print(answers('foo:bar'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")
