"""Inequalities found by search: the known ones are rediscovered, false ones are not told, what is saved is a claim."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from scipy.optimize import linprog

from theory_lab.claims import Choice, Ratio, Space
from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.record import Record
from theory_lab.claims.registry import LoadError
from theory_lab.cli import main
from theory_lab.conjectures import Conjecture
from theory_lab.conjectures.command import Result, summary
from theory_lab.conjectures.conjecture import opened
from theory_lab.conjectures.discovery import SOURCE, Found, discover, key
from theory_lab.conjectures.dual_simplex import least
from theory_lab.conjectures.implications import independent
from theory_lab.conjectures.inequalities import Inequality, claim_of, statement, total
from theory_lab.conjectures.page import page
from theory_lab.conjectures.programs import Rows, is_facet, simplest, vertices
from theory_lab.conjectures.samples import Sample
from theory_lab.conjectures.terms import FUNCTIONS, ONE, Factor, exactly, plain, values_of
from theory_lab.conjectures.writing import Original, claim_text, name_of
from theory_lab.proofs.prover import prove
from theory_lab.proofs.theorems import Theorem

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "experiments" / "conjectures").glob("[a-z]*.py"))
SMALL = Conjecture(
    space=Space(x=Ratio(0, 1), y=Ratio(0, 1)),
    target="product",
    quantities={"product": lambda i: i.x * i.y, "x": lambda i: i.x, "y": lambda i: i.y},
)


def stated(conjecture: Conjecture, seed: int = 0) -> list[str]:
    return [statement(one.inequality, conjecture) for one in discover(conjecture, seed)]


@pytest.fixture(scope="module")
def small() -> list[Found]:
    return discover(SMALL)


class TestDiscovery:
    def test_what_a_product_of_fractions_obeys(self, small: list[Found]) -> None:
        found = [statement(one.inequality, SMALL) for one in small]
        assert r"\mathrm{product} \le \mathrm{x}" in found and r"\mathrm{product} \le \mathrm{y}" in found
        assert not any(r"2 \mathrm{x}" in text for text in found)

    def test_unrelated_numbers_obey_their_ranges_alone_and_a_seed_gives_one_result(self) -> None:
        free = Conjecture(Space(x=Ratio(0, 1), y=Ratio(0, 1)), "x", {"x": lambda i: i.x, "y": lambda i: i.y})
        assert stated(free, 3) == stated(free, 3) == [r"\mathrm{x} \le 1"]

    def test_equality_is_decided(self, small: list[Found]) -> None:
        assert any(one.equal for one in small)
        for one in small:
            claim = claim_of(one.inequality, SMALL, SOURCE)
            for verdict in one.equal:
                instance = claim.space_at(verdict.size).exact(verdict.raw)
                assert bool(claim.lhs(instance) == claim.rhs(instance))

    def test_no_claim_found_is_refuted(self, small: list[Found]) -> None:
        for one in small:
            record = check(claim_of(one.inequality, SMALL, SOURCE), "found", seed=11)
            assert record.outcome == "holds", (statement(one.inequality, SMALL), record)


@pytest.mark.deep
class TestRediscovery:
    """From the quantities alone; the searches of the shipped files, made again."""

    def test_pinsker_bretagnolle_huber_and_hellinger(self) -> None:
        found = stated(opened(ROOT / "experiments/conjectures/divergences.py"))
        assert r"\mathrm{TV}^2 \le \tfrac{1}{2} \mathrm{KL}" in found
        assert r"\mathrm{TV}^2 \le 1 - e^{-\mathrm{KL}}" in found
        assert r"H^2 \le 2 \mathrm{TV}" in found or r"\tfrac{1}{2} H^2 \le \mathrm{TV}" in found

    def test_coverage(self) -> None:
        found = stated(opened(ROOT / "experiments/conjectures/coverage.py"))
        assert r"\mathrm{Cov}_N \left(\log N + \tfrac1N - 1\right) \le \mathrm{KL}" in found


class TestPrograms:
    def test_a_facet_of_a_triangle(self) -> None:
        """``t <= x + y`` where t is exactly that on two rays."""
        rng = np.random.default_rng(0)
        x, y = rng.random(200), rng.random(200)
        x[:50], y[50:100] = 0, 0
        target = np.maximum(x, y)
        rows = Rows.of(target, [x, y], upper=True)
        assert rows is not None
        (constants,) = vertices(rows, rng)
        assert np.allclose(constants, [1, 1])
        assert next(simplest(rows, constants)) == (1, 1)
        assert is_facet(rows, np.array([1.0, 1.0])) and not is_facet(rows, np.array([2.0, 1.0]))
        assert rows.is_valid(np.array([1.0, 1.0])) and not rows.is_valid(np.array([0.9, 1.0]))

    def test_a_constant_is_moved_to_a_simple_one_that_is_valid(self) -> None:
        x = np.linspace(0.001, 1, 100)
        rows = Rows.of(0.4999 * x, [x], upper=True)
        assert rows is not None
        assert list(simplest(rows, vertices(rows, np.random.default_rng(0))[0])) == [(Fraction(1, 2),)]

    @pytest.mark.parametrize("n", [1, 2, 3])
    def test_a_program_is_solved_as_a_general_solver_does(self, n: int) -> None:
        rng, empty = np.random.default_rng(n), 0
        for _ in range(60):
            rows = rng.normal(size=(40, n))
            bounds = rng.normal(size=40) - rng.choice([0.2, 2.0, 4.0])
            objective, box = rng.normal(size=n) * (rng.random(n) < 0.8), rng.choice([1.0, 5.0])
            solved = linprog(objective, A_ub=-rows, b_ub=-bounds, bounds=(-box, box), method="highs")
            found = least(objective, rows, bounds, box, 1e-9)
            empty += found is None
            assert (found is None) == (solved.status == 2)
            if found is not None:
                assert (rows @ found >= bounds - 2e-9).all() and (abs(found) <= box + 2e-9).all()
                assert objective @ found == pytest.approx(solved.fun, abs=1e-6)
        assert 5 < empty < 55

    @pytest.mark.parametrize(
        ("rows", "bounds", "corner"), [([], [], [-1, -1]), ([[1, 1]], [1.5], [1, 0.5]), ([[1, 1]], [2.5], None)]
    )
    def test_a_program_keeps_to_its_box(self, rows: list[list[float]], bounds: list[float], corner: list[float] | None) -> None:
        found = least(np.array([1.0, 2.0]), np.array(rows).reshape(-1, 2), np.array(bounds), 1.0, 1e-9)
        assert (None if found is None else found.tolist()) == corner

    def test_too_few_instances_say_nothing(self) -> None:
        assert Rows.of(np.ones(5), [np.ones(5)], upper=True) is None

    def test_implied_ones_are_dropped(self) -> None:
        values = {"t": np.linspace(0, 0.5, 50), "x": np.linspace(0, 1, 50), "y": np.linspace(1, 0, 50)}
        strong = Inequality(plain("t"), True, ((Fraction(1, 2), plain("x")),))
        weak = Inequality(plain("t"), True, ((Fraction(1), plain("x")),))
        other = Inequality(plain("t"), True, ((Fraction(1, 2), plain("x")), (Fraction(1), plain("y"))))
        assert strong in independent([weak, other, strong], values)
        assert other not in independent([weak, other, strong], values)


class TestTerms:
    @pytest.mark.parametrize("function", sorted(FUNCTIONS))
    def test_floats_and_exact_values_agree(self, function: str) -> None:
        term = (Factor("x", function), Factor("y"))
        for raw in ({"x": [1, 3], "y": [1, 2]}, {"x": [1, 1], "y": [2, 3]}):
            space = SMALL.space
            assert isinstance(space, Space)
            instance = space.exact(raw)
            floats = {name: np.array([pair[0] / pair[1]]) for name, pair in raw.items()}
            exact = exactly(term, SMALL.quantities, instance)
            assert float(str(values_of(term, floats)[0])) == pytest.approx(_number(exact), rel=1e-12)

    def test_the_empty_product_is_one(self) -> None:
        assert exactly(ONE, SMALL.quantities, None) == 1
        assert values_of(ONE, {"x": np.zeros(3)}).tolist() == [1, 1, 1]

    def test_sides_solved_for_other_terms_are_the_same(self) -> None:
        a = Inequality(plain("t"), True, ((Fraction(2), plain("x")),))
        b = Inequality(plain("x"), False, ((Fraction(1, 2), plain("t")),))
        assert key(a) == key(b) and a != b
        assert total(a.bound, {"x": np.array([1.0])}).tolist() == [2.0]


def _number(value: object) -> float:
    from theory_lab import numbers as xp

    return float(xp.value(value)) if isinstance(value, xp.Array) else float(value)  # type: ignore[arg-type]


FILE = '''\
"""Two laws."""

import math
from fractions import Fraction

from theory_lab.claims import Simplex, Space
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import chi2, kl, total_variation

HALF = Fraction(1, 2)
UNUSED = math.pi


def halved(i):
    return HALF * kl(i.p, i.q)


CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    target="tv",
    quantities={"tv": lambda one: total_variation(one.p, one.q), "half": halved, "more": lambda i: kl(i.p, i.q) + 1},
)
'''


class TestFiles:
    def test_a_saved_inequality_is_a_claim_that_checks_and_is_proved(self, tmp_path: Path) -> None:
        path = tmp_path / "laws.py"
        path.write_text(FILE, encoding="utf-8")
        conjecture, original = opened(path), Original.read(path)
        pinsker = Inequality((Factor("tv", "square"),), True, ((Fraction(1), plain("half")),))
        text = claim_text(pinsker, conjecture, original, "Found.")
        assert name_of(pinsker) == "tv_square_le_half"
        assert "UNUSED" not in text and "chi2" not in text and "CONJECTURE" not in text and "HALF" in text
        saved = tmp_path / "found.py"
        saved.write_text(text, encoding="utf-8")
        assert check(load(saved), "found").ok
        assert prove(saved, "found", 20.0).theorem.all_sizes
        mixed = Inequality(plain("tv"), True, ((Fraction(-1, 2), ONE), (Fraction(3, 2), plain("more"))))
        assert "xp.ratio(3, 2) * (kl(i.p, i.q) + 1) - xp.ratio(1, 2)" in claim_text(mixed, conjecture, original)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("x = 1\n", "defines no CONJECTURE"),
            ("CONJECTURE = 3\n", "must be a Conjecture"),
            ("def\n", "line 1"),
            (FILE.replace('target="tv"', 'target="tw"'), "not among the quantities"),
            (FILE.replace("    sizes=(2, 3),\n", ""), "needs sizes"),
        ],
    )
    def test_what_is_no_conjecture_is_refused(self, text: str, said: str, tmp_path: Path, capsys) -> None:
        path = tmp_path / "laws.py"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(LoadError, match=said):
            opened(path)
        with pytest.raises(SystemExit) as ended:
            main(["conjecture", str(path)])
        assert ended.value.code == 2 and said in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (
                '"tv": lambda one: total_variation(one.p, one.q)',
                '"tv": lambda i: None',
                "the quantity 'tv' has no value that is a number",
            ),
            (
                '"tv": lambda one: total_variation(one.p, one.q)',
                '"tv": lambda i: i.r',
                "the quantity 'tv' has no value that is a number",
            ),
            ("space=lambda n: Space(", "space=lambda n: dict(", "the space at size 2 must be a Space"),
            ("space=lambda n: Space(", "space=lambda n: Space(r=n // 0, ", "the space at size 2: .* zero"),
        ],
    )
    def test_what_its_code_raises_is_told_in_one_sentence(self, old: str, new: str, said: str, tmp_path: Path, capsys) -> None:
        assert old in FILE
        (path := tmp_path / "laws.py").write_text(FILE.replace(old, new), encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            main(["conjecture", str(path)])
        told = capsys.readouterr().err
        assert ended.value.code == 2 and re.search(said, told) and len(told.splitlines()) == 1

    @pytest.mark.parametrize("command", ["check", "attack", "prove", "show"])
    def test_the_commands_of_claims_name_its_own(self, command: str, tmp_path: Path, capsys) -> None:
        path = tmp_path / "laws.py"
        path.write_text(FILE, encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            main([command, str(path)])
        said = capsys.readouterr().err
        assert ended.value.code == 2 and "defines no CLAIM; CONJECTURE is for the command theory-lab conjecture" in said

    def test_the_command(self, tmp_path: Path, capsys) -> None:
        path = tmp_path / "fractions.py"
        path.write_text(
            "from theory_lab.claims import Ratio, Space\nfrom theory_lab.conjectures import Conjecture\n"
            "CONJECTURE = Conjecture(space=Space(x=Ratio(0, 1)), target='x',\n"
            "    quantities={'x': lambda i: i.x, 'y': lambda i: i.x * i.x})\n"
        )
        with pytest.raises(SystemExit) as ended:
            main(
                ["conjecture", str(path), "--out", str(tmp_path / "out"), "--json", str(tmp_path / "out.json"), "--seconds", "5"]
            )
        assert ended.value.code == 0
        results = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
        assert results and all((tmp_path / "out" / f"{result['name']}.py").exists() for result in results)
        assert f"{len(results)} found" in capsys.readouterr().out


class TestPage:
    def test_the_page_is_that_of_the_results(self) -> None:
        assert (ROOT / "docs" / "conjectures.md").read_text(encoding="utf-8") == page(FILES)

    @pytest.mark.parametrize(
        ("evidence", "words"),
        [
            (["proved (all n)", "proved (n = 2), survives deep", "survives deep"], "1 proved for all n, 1 proved at some sizes"),
            (["proved (n = 2, 3)", "proved (all n, n = (N, 2))"], "1 proved for all n, 1 proved at their sizes"),
            (["survives quick"], "0 proved"),
        ],
    )
    def test_the_page_says_how_far_the_proofs_go(self, tmp_path: Path, evidence: list[str], words: str) -> None:
        file = tmp_path / "one.py"
        file.write_text(FILES[0].read_text(encoding="utf-8"), encoding="utf-8")
        results = [{"statement": str(k), "evidence": one, "equality": ""} for k, one in enumerate(evidence)]
        file.with_suffix(".json").write_text(json.dumps(results), encoding="utf-8")
        assert f": {len(evidence)} found, {words}, {len(evidence)} without a name.\n" in page([file])

    def test_there_are_new_ones(self) -> None:
        stored = [(opened(path).known, json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))) for path in FILES]
        results = [one for _, found in stored for one in found]
        new = [one for known, found in stored for one in found if one["statement"] not in known]
        strong = [one for one in new if one["evidence"].startswith("proved (all n)") or "survives deep" in one["evidence"]]
        assert len(strong) >= 3
        assert all(one["equality"] for one in results)


def test_what_is_proved_at_some_sizes_survives_too_and_is_counted_so() -> None:
    some, whole = Theorem(False, (2,)), Theorem(False, (2, 3))
    results = [
        result_of(some, False),
        result_of(whole, True),
        result_of(Theorem(True, ()), True),
        result_of(Theorem(False, ()), False),
    ]
    assert [one.evidence for one in results] == [
        "proved (n = 2), survives quick",
        "proved (n = 2, 3)",
        "proved (all n)",
        "survives quick",
    ]
    said = "4 found; 1 proved for all n; 1 proved at their sizes; 1 proved at some sizes, survive quick; 1 survive quick"
    assert summary(results, "quick") == said


def result_of(theorem: Theorem, whole: bool) -> Result:
    """What was found of no inequality in particular."""
    return Result(
        cast(Any, None), "a <= b", Record("a_le_b", "a <= b", "notes", "derived", "holds", "holds"), theorem, whole, "quick"
    )


def test_a_conjecture_that_does_not_fit_together_is_refused() -> None:
    space, q = Space(x=Ratio(0, 1)), {"x": lambda i: i.x, "y": lambda i: i.x}
    for arguments, said in (
        ((space, "x", {"x": q["x"]}), "two quantities"),
        ((space, "x", {"x": q["x"], "y": 3}), "must be a function"),
        ((space, "x", {"x": q["x"], "i": q["y"]}), "Python name other than"),
        ((lambda n: space, "x", q), "needs sizes"),
        ((space, "z", q), "not among the quantities"),
    ):
        with pytest.raises(ValueError, match=said):
            Conjecture(*arguments)
    with pytest.raises(ValueError, match="not a parameter"):
        Conjecture(space, "x", q, parameters=("x",))
    with pytest.raises(ValueError, match="sizes need"):
        Conjecture(space, "x", q, sizes=(1,))
    sample = Sample(Conjecture(Space(x=Choice(1, 2, 3)), "x", {"x": lambda i: i.x, "y": lambda i: 2 * i.x}), 0)
    assert len(sample.places) == 3 and sample.values["y"].tolist() == [2, 4, 6]
