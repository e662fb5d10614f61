"""The lemma of the README: its first version is refuted as shown there, its second one holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from theory_lab.cli import main

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
LEMMA = TEXT[TEXT.index("## A new lemma") : TEXT.index("## Commands")]
FIRST, REPAIRED = re.findall(r"```python\n(.*?)```", LEMMA, re.DOTALL)
(SHOWN,) = re.findall(r"```text\n(.*?)```", LEMMA, re.DOTALL)


def check(path: Path, *options: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["check", str(path), *options])
    return int(stop.value.code or 0)


@pytest.fixture
def lemma(tmp_path: Path) -> Path:
    path = tmp_path / "my_lemma.py"
    path.write_text(FIRST, encoding="utf-8")
    return path


def test_first_version_is_refuted_as_shown(lemma, capsys):
    assert check(lemma) == 1
    assert SHOWN in capsys.readouterr().out


def test_repaired_version_holds_and_is_tight(lemma, capsys):
    lemma.write_text(FIRST[: FIRST.index("CLAIM")] + REPAIRED, encoding="utf-8")
    assert check(lemma) == 0
    assert "1 hold" in capsys.readouterr().out


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_agree(lemma, seed, capsys):
    assert check(lemma, "--seed", str(seed)) == 1
    assert SHOWN in capsys.readouterr().out
