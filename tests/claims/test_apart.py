"""One claim of a file that cannot be made leaves its neighbours as they are without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from theory_lab.claims.loading import load, load_all
from theory_lab.claims.registry import LoadError
from theory_lab.cli import main
from theory_lab.proofs.prover import proved

HEAD = """\
from __future__ import annotations
from theory_lab.claims import Claim, Ratio, Source, Space
S = Source("a note", "Lemma", status="derived")
MADE = []
def made(claim):
    MADE.append(claim)
    return claim
"""
GOOD = 'made(Claim("a", S, Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x))'
BAD = 'Claim("a", S, Space(x=Ratio(1, 0)), lhs=lambda i: i.x, rhs=lambda i: i.x)'
FALSE = 'made(Claim("a", S, Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: i.x**2))'
WHY = "there is no number from 1 to 0"


def written(*claims: str) -> str:
    return (
        HEAD + "CLAIMS = {\n" + "".join(f'    "{name}": {claim},\n' for name, claim in zip("abc", claims, strict=False)) + "}\n"
    )


def places(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}::{name}") for name in "abc"]


def test_the_others_are_what_they_are_without_it(claim_file: Callable[..., Path]) -> None:
    """The one whose code raises is told with its line, whichever of them is asked for first; the others are proved."""
    path = claim_file("lemmas", text=written(GOOD, BAD, FALSE))
    first, bad, last = load_all(places(path))
    assert isinstance(bad, LoadError) and f"{path}, line 10: ValueError: {WHY}" in str(bad)
    assert not isinstance(first, LoadError) and not isinstance(last, LoadError)
    alone = load(claim_file("alone", text=written(GOOD, FALSE, GOOD)).with_name("alone.py::a"))
    assert not first.unplain and first.lhs.__code__.co_code == alone.lhs.__code__.co_code and first.lhs.__name__ == "<lambda>"
    assert "proved" in str(proved(first, "a", 10)) and "proved" not in str(proved(last, "c", 2))
    with pytest.raises(LoadError, match=WHY):
        load(places(path)[1])


def test_what_raises_elsewhere_or_is_no_refusal_stops_the_file(claim_file: Callable[..., Path]) -> None:
    texts = [
        written(GOOD, BAD, GOOD) + "CLAIMS['d'] = CLAIMS['b'].lhs\n",
        written(GOOD, BAD, GOOD).replace("MADE = []", "int('a')"),
        written(GOOD, "1 / 0", GOOD),
        HEAD + f"CLAIMS = dict(a={GOOD}, b={BAD}, c={GOOD})\n",
        written(GOOD, BAD, GOOD) + f"ONE = {BAD}\n",
    ]
    for k, text in enumerate(texts):
        assert all(isinstance(one, LoadError) for one in load_all(places(claim_file(f"other{k}", text=text)))), k


def test_the_others_are_checked_and_the_exit_code_says_that_one_was_not(
    claim_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = claim_file("lemmas", text=written(GOOD, BAD, GOOD))
    with pytest.raises(SystemExit) as stopped:
        main(["check", str(path)])
    out, err = capsys.readouterr()
    assert stopped.value.code == 2 and (out + err).count(WHY) == 1 and "lemmas.c" in out
    with pytest.raises(SystemExit) as stopped:
        main(["check", f"{path}::b"])
    assert stopped.value.code == 2 and WHY in capsys.readouterr().err
