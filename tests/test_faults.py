"""A few of the faults of `tests.faults`."""

from __future__ import annotations

import random

import pytest

from tests import faults


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    return faults.Lab(tmp_path_factory.mktemp("lab"), claims=2)


@pytest.mark.parametrize("part", faults.PARTS, ids=lambda part: part.__name__)
def test_nothing_is_lost(part, lab):
    assert part(lab, 1, random.Random(1))
