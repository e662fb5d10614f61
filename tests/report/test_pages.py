"""The pages that are read off the code say what the code says."""

from __future__ import annotations

from theory_lab.report.pages import FOLDER, pages, write


def test_the_pages_are_current() -> None:
    for name, text in pages().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run: python -m theory_lab.report.pages"


def test_labels_are_in_numerical_order() -> None:
    text = (FOLDER / "labels.md").read_text(encoding="utf-8")
    assert text.index("Proposition D.2 ") < text.index("Proposition D.10")


def test_the_map_names_public_functions_and_only_those() -> None:
    text = pages()["library.md"]
    assert "| `divergences` | Divergences between laws. | `" in text
    assert "`total_variation`" in text and "`Simplex`" in text and "`_" not in text and "|  |" not in text


def test_the_trusted_base_counts_what_decides() -> None:
    text = pages()["trusted_base.md"]
    assert "| What decides a claim at an instance" in text and "### theory_lab/claims/verdicts" in text
    assert "search/` |" not in text and "checks/` |" not in text


def test_pages_are_written(tmp_path) -> None:
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(pages())
