"""The page of labels says what the claim files and certificates say."""

from __future__ import annotations

from pathlib import Path

from theory_lab.claims import registry
from theory_lab.report.labels import labels

PAGE = Path(__file__).resolve().parents[2] / "docs" / "labels.md"


def test_the_page_of_labels_is_current() -> None:
    found = [(identifier, path, registry.load(path)) for identifier, path in registry.find()]
    assert PAGE.read_text(encoding="utf-8") == labels(found), "write labels(...) of all claims to docs/labels.md again"


def test_labels_are_in_numerical_order() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.index("Proposition D.2 ") < text.index("Proposition D.10")
