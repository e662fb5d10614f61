"""Code that asks for a text, or how numbers are stored, is decided at single instances: a batch or box has other ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.claims.verdicts.bulk import decide
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers import Branched
from theory_lab.numbers.reals.precisions import deciding
from theory_lab.own_code.catching import catches

THIRD = {"x": [1, 3], "y": [0, 1]}


def claim(side: Callable[[Any], Any], **options: Any) -> Claim:
    space = Space(x=Ratio(0, 1), y=Ratio(0, 1), **options)
    return Claim("a text", Source("a test", "Lemma 1"), space, lhs=side, rhs=lambda i: i.x + 1)


CLAIMS = {
    "of a number": claim(lambda i: 5 if "1/3" in str(i.x) else i.x),
    "in a format": claim(lambda i: {"Array(exact, shape=(), 1/3)": 5}.get(f"{i.x}", i.x)),
    "of a product": claim(lambda i: 5 if "2/3" in repr(2 * i.x) else i.x),
    "of a comparison": claim(lambda i: 5 if "True" in str(i.x > i.y) else i.x),
    "of a kind": claim(lambda i: xp.where(3 * i.x == 1, 5, i.x) if i.x.kind == "exact" else i.x),
    "of what is stored": claim(lambda i: 5 if "1/3" in repr(i.x.payload) else i.x),
    "of what is stored, by a name": claim(lambda i: 5 if "1/3" in repr(getattr(i.x, "payload")) else i.x),  # noqa: B009
    "of what is exact": claim(lambda i: xp.where(3 * i.x == 1, 5, i.x) if i.x.is_exact and i.x.number_of_instances == 1 else i.x),
    "of how many there are": claim(lambda i: xp.where(3 * i.x == 1, 5, i.x) if i.x.number_of_instances == 1 else i.x),
    "of what is sure of all": claim(lambda i: 5 if (3 * i.x == 1).sure.all() else i.x),
    "of what is possible for any": claim(lambda i: i.x if (3 * i.x != 1).possible.any() else 5),
    "of all numbers": claim(lambda i: xp.where(3 * i.x == 1, 5, i.x) if i.x.numbers(batched=True).size == 1 else i.x),
    "of all ends": claim(lambda i: xp.where(3 * i.x == 1, 5, i.x) if i.x.bounds(batched=True)[0].size == 1 else i.x),
    "of what is derived": claim(lambda i: 5 if i.known else i.x, derived=lambda i: {"known": "1/3" in str(i.x)}),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_an_instance_that_a_text_makes_fail_is_found_in_a_batch(name: str) -> None:
    one = CLAIMS[name]
    assert judge(one, THIRD).outcome == Outcome.FAILS
    raws = [THIRD, *({"x": [0, 1], "y": [1, k]} for k in range(1, 100))]
    found = decide(one, raws)
    assert [verdict.raw for verdict in found.failures] == [THIRD]
    assert decide(one, raws[1:]).counts[Outcome.HOLDS] == 99


@pytest.mark.parametrize("name", CLAIMS)
def test_no_box_is_settled_by_a_text(name: str) -> None:
    found = cover(CLAIMS[name], None, 1000)
    assert found is None or not found.complete


def test_texts_are_those_of_one_instance_where_a_verdict_is_decided() -> None:
    one, two = xp.exact([["1/3"]], batched=True)[0], xp.exact([["1/3", "1/2"]], batched=True)[0]
    assert "1/3" in str(two) and "True" in str(two > 0)
    with deciding():
        assert str(one) == "Array(exact, shape=(), 1/3)" and "True" in str(one > 0)
        for several in (two, two > 0, xp.intervals(one), xp.intervals(one) > xp.ratio(1, 3)):
            with pytest.raises(Branched, match="are those of one instance"):
                str(several)


ASKING = {
    "number": "i.x.number_of_instances == 1",
    "sure": "(i.x >= 1).sure.all()",
    "possible": "(i.x >= 1).possible.any()",
    "match": "isinstance(i, object)\n    match i.x > 1:\n        case xp.Truth(sure=found):\n            return found.all()",
    "numbers": "i.x.numbers(batched=True).size == 1",
}


@pytest.mark.parametrize("name", ASKING)
def test_files_in_which_many_instances_are_told_apart_from_one(tmp_path: Path, name: str) -> None:
    head = "from theory_lab import numbers as xp\n\n\ndef lhs(i):\n    found = "
    (file := tmp_path / "asking.py").write_text(head + ASKING[name] + "\n", encoding="utf-8")
    assert catches(file).startswith("asking.py, line ")


def test_files_in_which_they_are_not(tmp_path: Path) -> None:
    text = "def lhs(i, sure, batch):\n    possible = i.x.numbers() if sure else batch.batch\n    return possible, i.x.bounds()\n"
    (file := tmp_path / "asking.py").write_text(text, encoding="utf-8")
    assert not catches(file)
