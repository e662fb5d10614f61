"""The Python of the pages runs, and the claims that explain how to write claims behave as they say."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import theory_lab
from theory_lab.claims import Claim
from theory_lab.claims.checks.check import check
from theory_lab.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.fixture
def claims_import_anew() -> Iterator[None]:
    """What a page imports from the folders of claims has Python's own ``vars``; claims of later tests import it as theirs."""
    before = set(sys.modules)
    yield
    for name in [name for name in sys.modules.keys() - before if name.startswith("proofs_check.")]:
        del sys.modules[name]


@pytest.mark.usefixtures("claims_import_anew")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_run(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "page"}
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], str(page), "exec"), names)
        claim = names.pop("CLAIM", None)
        if isinstance(claim, Claim) and page.name == "adding_claims.md":
            record = check(claim, f"{page.name}:{line}")
            assert record.ok, record.problems


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_the_tutorial_shows_what_its_commands_print(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    false, repair = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    refuted, _, _, proof, _ = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "my_lemma.py"

    def said(*command: str) -> str:
        with pytest.raises(SystemExit):
            main([command[0], str(path), *command[1:]])
        return capsys.readouterr().out

    path.write_text(false, encoding="utf-8")
    assert refuted in said("check")
    path.write_text(false[: false.index("CLAIM")] + repair, encoding="utf-8")
    told = said("prove", "--show")
    head, *lines = proof.splitlines()
    assert told.startswith(head.split("my_lemma")[0])
    assert [line for line in lines if line not in told.splitlines() and line.strip() != "..."] == []


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page.name)
def test_each_page_says_what_it_answers(page: Path) -> None:
    title, question, *_ = page.read_text(encoding="utf-8").split("\n\n", 2)
    lines = question.splitlines()
    assert title.startswith("# ") and all(line.startswith("> ") for line in lines) and lines[-1].endswith("?")


NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_notebooks_begin_with_a_question_and_say_what_each_figure_shows(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) if cell["cell_type"] == "markdown" else "" for cell in cells]
    assert "**The question.**" in texts[0]
    figures = [
        place for place, cell in enumerate(cells) if any("image/png" in one.get("data", {}) for one in cell.get("outputs", []))
    ]
    assert figures
    for place in figures:
        beside = texts[place - 1] + "".join(texts[place + 1 : place + 2])
        if texts[place - 1] == "" and place - 1 in figures:  # two figures in a row share their words
            beside += texts[place - 2]
        if not texts[place + 1]:
            beside += texts[place + 2]
        assert "**What to see.**" in beside and "**What it does not show.**" in beside, f"cell {place}"


def test_one_version_stands_everywhere() -> None:
    text = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "CITATION.cff", "CHANGELOG.md")}
    patterns = (r'^version = "(.*)"$', r"^version: (.*)$", r"^## (.*)$")
    said = [re.search(pattern, text[name], re.MULTILINE) for name, pattern in zip(text, patterns, strict=True)]
    assert [found and found[1] for found in said] == [theory_lab.__version__] * 3
