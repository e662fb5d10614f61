"""One claim shown, on the command line and from Python."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest

import theory_lab
from tests.certified import with_certificate
from tests.test_cli import run
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Kernel, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.measures.divergences import kl, total_variation

PINSKER = Claim(
    statement=r"\mathrm{TV}(p, q)^2 \le \tfrac12 \mathrm{KL}(p \| q)",
    source=Source("folklore", "Pinsker's inequality", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    given={"ordered": lambda i: i.p[0] <= i.q[0]},
    chain=(lambda i: total_variation(i.p, i.q) ** 2, lambda i: kl(i.p, i.q) / 2, lambda i: kl(i.p, i.q)),
)

SQUARE = Claim("x^2 <= x", Source("a", "b"), Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x)
CHANNEL = Claim(
    "K <= 1", Source("a", "b"), Space(K=Kernel(2, 2), a=Table((1, 2), -1, 1)), lhs=lambda i: i.K[0, 0], rhs=lambda i: 1
)


def test_what_raises_has_an_instance_and_no_tightest_one():
    claim = Claim("1/x <= 2/x", Source("a", "b"), Space(x=Ratio(0, 1)), lhs=lambda i: 1 / i.x, rhs=lambda i: 2 / i.x)
    text = str(theory_lab.show(claim))
    assert "where it has no verdict\n    x        [0, 1] = 0\n" in text and "tightest" not in text


def test_a_counterexample_that_is_the_smallest_and_the_worst_is_shown_once():
    claim = Claim("x <= 0", Source("a", "b"), Space(x=Choice(0, 1)), lhs=lambda i: i.x, rhs=lambda i: 0)
    text = str(theory_lab.show(claim))
    assert text.count("    x        1\n") == 1 and "smallest instance" in text and "worst" not in text


def test_a_counterexample_is_called_smallest_where_all_lighter_ones_were_decided():
    """At ``p = q = (0, 1)`` the right side has no value, so that nothing is known of the lightest instances."""
    low = Claim(
        "KL <= TV^2 / min q",
        Source("a", "b"),
        Space(p=Simplex(2), q=Simplex(2)),
        lhs=lambda i: kl(i.p, i.q),
        rhs=lambda i: total_variation(i.p, i.q) ** 2 / xp.min(i.q),
    )
    text = str(theory_lab.show(low))
    assert "  small instance\n" in text and "smallest" not in text


UNKNOWN = Claim(
    "x^2 <= c x",
    Source("a", "b"),
    Space(x=Ratio(0, 1)),
    lhs=lambda i, c: i.x**2,
    rhs=lambda i, c: c * i.x,
    unknown="c",
    bracket=(0, 4),
)


def test_an_unknown_constant_at_an_instance_is_the_one_told():
    told = str(theory_lab.show(UNKNOWN, at={"x": "1/2"}))
    assert "at the constant: c = 4, the upper end of its bracket, as no certificate" in told and "Fraction('4')" in told
    told = str(theory_lab.show(UNKNOWN, at={"x": "1/2"}, constant=Fraction(1, 3)))
    assert "at the constant: c = 1/3, as asked for" in told and "right    1/6 = 0.1666666667" in told and "verdict  fails" in told
    with pytest.raises(ValueError, match="no unknown constant"):
        theory_lab.show(SQUARE, at={"x": "1/2"}, constant=1)


def with_constant(claim_file):
    """A file of a claim with the unknown constant 1, in a bracket from 0 to 3."""
    text = claim_file("holds").read_text().replace("lambda i: i.x * i.x", "lambda i, c: i.x * i.x")
    text = text.replace("rhs=lambda i: i.x,", 'rhs=lambda i, c: c * i.x, unknown="c", bracket=(0, 3),')
    return claim_file("constant", text=text.replace("    sharpened=lambda i: i.x * xp.ratio(9, 10),\n", ""))


def test_the_same_constant_is_taken_everywhere_and_said_with_the_level(claim_file, capsys):
    """That which survives, by a check or by the certificate; the end of the bracket stands for nothing that was found."""
    path = with_constant(claim_file)
    assert run("show", path) == 0
    told = capsys.readouterr().out
    (survives,) = re.findall(r"at the constant: c = (\S+), which survives by a quick check\n", told)
    assert 1 <= Fraction(survives) < Fraction(11, 10) and f"screened at c = {survives} (" in told
    with_certificate(path)
    survives = read(certificate_path(path)).constants["survives"]
    for further in ([], ["--at", '{"x": "1/2"}']):
        assert run("show", path, *further) == 0
        told = capsys.readouterr().out
        assert f"at the constant: c = {survives}, which survives by its certificate\n" in told
        assert f"claim.rhs(i, Fraction('{survives}'))" in told
    level = rf"(covered|exact on small) at c = {survives} \(\d+/\d+ is refuted\)"
    for command, out in (
        ("show", ""),
        ("list", ""),
        ("check", ""),
        ("appendix", "numerical_verification.tex"),
        ("report", "index.html"),
    ):
        assert run(command, path, *(["--out", path.parent] if out else [])) == 0
        told = capsys.readouterr().out
        assert re.search(level, (path.parent / out).read_text() if out else told), command
    assert str(theory_lab.show(path, at={"x": "1/2"})).count(f"c = {survives}, ") == 1


def test_the_constant_is_an_option_of_the_command(claim_file, capsys):
    path = with_constant(claim_file)
    assert run("show", path, "--at", '{"x": "1/2"}', "--constant", "0.3") == 0
    assert "at the constant: c = 3/10, as asked for" in capsys.readouterr().out
    for further, said in (
        (["--at", '{"x": "1/2"}', "--constant", "1/0"], "'1/0' is not an exact number such as 13/32 or 0.406."),
        (["--constant", "1"], "--constant is the constant at an instance: name one with --at."),
        (["--at", '{"x": "1/2", "x": "1/3"}'], "--at names 'x' twice."),
    ):
        assert run("show", path, *further) == 2
        assert capsys.readouterr().err.endswith(f"{said}\n")


class TestAnInstance:
    def test_each_step_and_each_hypothesis(self):
        text = str(theory_lab.show(PINSKER, at={"p": [1, 3], "q": [1, 1]}))
        assert "given ordered  holds" in text and "size           2" in text
        assert "step 1         1/16 = 0.0625 <= 3/8*log(3) - 1/2*log(2) = 0.0654060179" in text
        assert "step 2         " in text and "verdict        holds" in text
        assert "  step 0: total_variation(i.p, i.q) ** 2\n" in text and "  step 2: kl(i.p, i.q)\n" in text

    def test_the_sides_also_where_a_hypothesis_is_missed(self):
        text = str(theory_lab.show(PINSKER, at={"p": [3, 1], "q": [1, 1]}))
        assert "given ordered  missed" in text and "step 1         1/16 = 0.0625 <= " in text and "verdict        vacuous" in text

    def test_a_size_is_told_or_found(self):
        text = str(theory_lab.show(PINSKER, at={"p": [1, 3, 0], "q": [1, 1, 1]}))
        assert "size           3" in text and "at size 3 (of 2, 3)" in text and "n=2" not in text
        with pytest.raises(ValueError, match="no size has such an instance"):
            theory_lab.show(PINSKER, at={"p": [1, 3, 0, 1], "q": [1, 1, 1, 1]})
        with pytest.raises(ValueError, match="list of 3 whole numbers"):
            theory_lab.show(PINSKER, at={"size": 3, "p": [1, 3], "q": [1, 1]})

    def test_two_readings_are_told(self):
        """Two whole numbers are one value over its denominator, or two values."""
        lined = replace(SQUARE, space=lambda n: Space(x=Table((n,), 0, 1)), sizes=(1, 2, 3), lhs=lambda i: i.x[0] ** 2)
        lined = replace(lined, rhs=lambda i: i.x[0])
        form = 'size 1, x as the denominator and the numerators; there is such an instance at size 2 too, and "size" in it'
        assert f"  read at: {form} says" in str(theory_lab.show(lined, at={"x": [1, 0]}))
        assert "  read at: size 2, x as the denominator" in str(theory_lab.show(lined, at={"x": [1, 0, 1]}))
        for clear in ({"x": [1, 0], "size": 2}, {"x": ["1/2", 0]}, {"x": [1, 0, 0, 0]}, {"x": [1]}):
            assert "read at" not in str(theory_lab.show(lined, at=clear))

    def test_values_stand_for_whole_numbers(self):
        whole = str(theory_lab.show(PINSKER, at={"p": [1, 3, 0], "q": [1, 1, 1]}))
        assert str(theory_lab.show(PINSKER, at={"p": ["1/4", "3/4", 0], "q": [Fraction(1, 3), "1/3", "1/3"]})) == whole
        assert "x        [3, 4] = 3/4" in str(theory_lab.show(SQUARE, at={"x": "3/4"}))
        assert "x        [3, 4] = 3/4" in str(theory_lab.show(SQUARE, at={"x": "0.75"}))
        assert "x        [1, 1] = 1" in str(theory_lab.show(SQUARE, at={"x": 1}))
        assert "a        [1, 1, -1] = ((1, -1))" in str(theory_lab.show(CHANNEL, at={"K": [1, 2, 1, 1], "a": [1, -1]}))
        text = str(theory_lab.show(CHANNEL, at={"K": [["1/3", "2/3"], [1, 1]], "a": [["1/2", -1]]}))
        assert "K        [1, 2, 1, 1] = ((1/3, 2/3), (1/2, 1/2))" in text and "a        [2, 1, -2] = ((1/2, -1))" in text

    @pytest.mark.parametrize(
        ("at", "said"),
        [
            ({"K": [["1/3", "1/3"], [1, 0]], "a": [1, 0, 0]}, "field K: 1/3, 1/3 sum to 2/3, not to 1"),
            ({"K": [[0.5, 0.5], [1, 0]], "a": [1, 0, 0]}, 'field K: 0.5 is not an exact number; write "1/2"'),
            ({"K": [["a", 0], [1, 0]], "a": [1, 0, 0]}, "field K: 'a' is not an exact number$"),
            ({"K": [["1/2", "1/2"], [1, 0], [2, 3]], "a": [1, 0, 0]}, "field K: it has 4 entries, but 6 are given"),
            ({"K": [["1/2", "1/2"]], "a": [1, 0, 0]}, "field K: it has 4 entries, but 2 are given"),
            ({"K": [1, 0, 0, 1], "a": ["1/2"]}, "field a: it has 2 entries, but 1 are given"),
            ({"K": [1, 0, 0, 1], "a": ["3/2", 0]}, "field a: 3/2 is not between -1 and 1"),
            ({"K": [1, 0, 0, 1], "b": ["3/2", 0]}, "there is no field 'b'; the fields are K, a$"),
            ({"K": [1, 0, 0, 1]}, "a is missing; the fields are K, a$"),
            ({}, "K, a are missing; the fields are K, a$"),
        ],
    )
    def test_values_that_are_none_are_refused(self, at, said):
        with pytest.raises(ValueError, match=said):
            theory_lab.show(CHANNEL, at=at)

    def test_what_raises_is_told(self):
        claim = Claim("a", Source("b", "c"), Space(x=Ratio(0, 1)), lhs=lambda i: 1 / i.x, rhs=lambda i: 1)
        text = str(theory_lab.show(claim, at={"x": [0, 1]}))
        assert "verdict  error (1 is divided by zero (test_showing.py, line " in text and "left" not in text


def test_the_snippet_gives_the_same_sides(claim_file):
    shown = theory_lab.show(claim_file("refuted"))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(shown.snippet, {})
    assert said.getvalue() == "1\n1/2\n"
    text = str(shown)
    assert "smallest instance\n    p        [1, 0] = (1, 0)\n    left     1\n    right    1/2 = 0.5\n" in text
    assert "  lhs: i.p[0]\n" in text and "evidence: refuted exactly: it is refuted, by a quick check" in text


def test_the_closest_instance_by_slack_where_the_ratio_says_nothing():
    """``0 <= x**2 - x + 1/3`` is closest at 1/2, while its ratio is 0 everywhere."""
    claim = Claim("a", Source("b", "c"), Space(x=Ratio(0, 1)), lhs=lambda i: 0, rhs=lambda i: i.x**2 - i.x + Fraction(1, 3))
    text = str(theory_lab.show(claim))
    assert "closest by slack, of the 100 lightest instances of a size\n    x        [1, 2] = 1/2\n" in text
    assert "slack    0.08333" in text
    assert "closest by slack" not in str(theory_lab.show(replace(claim, lhs=lambda i: i.x**2)))
    tied = str(theory_lab.show(replace(claim, rhs=lambda i: i.x)))
    assert "slack    0\n" in tied


def test_the_certificate_is_shown_where_there_is_one(claim_file, capsys):
    path = with_certificate(claim_file("holds"))
    assert run("show", path) == 0
    out = capsys.readouterr().out
    assert "evidence: covered, by its certificate" in out
    assert "tightest instance" in out and "where the sharpened form fails" in out


def test_a_proof_is_named_with_how_to_read_it(claim_file, capsys):
    assert run("show", "coverage_principle.coverage_le_kl") == 0
    read = "to read it: theory-lab prove --show coverage_principle.coverage_le_kl\n"
    assert f"proof: proved (all n); {read}" in capsys.readouterr().out
    path = claim_file("holds")
    assert run("prove", path) == 0
    capsys.readouterr()
    assert run("show", path) == 0
    assert "  proof: proved (as stated)\n" in capsys.readouterr().out
    path.write_text(path.read_text().replace("i.x * i.x", "i.x * i.x * i.x"))
    assert run("show", path) == 0
    out = capsys.readouterr().out
    assert "  proof: stale: " in out and "run theory-lab prove" in out
    for place in path.parent.glob("proofs/*.json"):
        place.write_text("[]")
    assert run("show", path) == 0
    assert "are corrupt: they are not a JSON object" in capsys.readouterr().out


@pytest.mark.parametrize("size", ["x", [1, 2], {}, None])
def test_a_size_that_the_space_does_not_expect_is_refused_in_one_sentence(size):
    rows = Claim("x", Source("a", "b"), lambda n: Space(x=Table((n - 1,), 0, 1)), (lambda i: 0), (lambda i: 1), sizes=(2, 3))
    if size is None:
        assert "at size 2" in str(theory_lab.show(rows, at={"x": [1, 1], "size": size}))
        return
    told = tuple(size) if isinstance(size, list) else size
    with pytest.raises(ValueError, match=rf"^size {re.escape(repr(told))}: (unsupported operand|unhashable type)") as refused:
        theory_lab.show(rows, at={"x": [1, 1], "size": size})
    assert "\n" not in str(refused.value)


def test_a_corrupt_certificate_is_told_and_the_claim_is_shown_without(claim_file, capsys):
    path = claim_file("holds")
    place = certificate_path(path)
    place.parent.mkdir()
    place.write_text("[1]")
    assert run("show", path) == 0
    out = capsys.readouterr().out
    assert "  evidence: stated: it has a corrupt certificate\n" in out
    assert "corrupt: it must be a JSON object\n" in out and "  lhs: i.x * i.x\n" in out


class TestTheCommand:
    def test_at(self, claim_file, capsys):
        assert run("show", claim_file("holds"), "--at", '{"x": [1, 3]}') == 0
        out = capsys.readouterr().out
        assert "x        [1, 3] = 1/3\n    left     1/9 = 0.1111111111\n    right    1/3 = 0.3333333333\n" in out

    @pytest.mark.parametrize(
        ("at", "words"),
        [
            ('{"x": [5, 1]}', "field x"),
            ('{"y": [1, 1]}', "there is no field 'y'; the fields are x"),
            ("{", "must be JSON"),
            ("[1]", "must be an object"),
        ],
    )
    def test_what_is_no_instance_is_refused_in_one_line(self, at, words, claim_file, capsys):
        assert run("show", claim_file("holds"), "--at", at) == 2
        captured = capsys.readouterr()
        assert words in captured.err and captured.err.count("\n") == 1 and captured.out == ""


class TestFromPython:
    def test_import_is_light(self):
        code = "import sys, theory_lab; theory_lab.__version__; print([m for m in sys.modules if m[:11] == 'theory_lab.'])"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
        assert {"show", "check", "attack", "prove", "plot", "load"} <= set(dir(theory_lab))
        with pytest.raises(AttributeError, match="no attribute 'shwo'"):
            theory_lab.shwo  # noqa: B018

    def test_a_claim_without_a_file_is_checked_attacked_and_proved(self):
        claim = Claim("a", Source("b", "c"), Space(p=Simplex(2)), lhs=lambda i: xp.sum(i.p**2), rhs=lambda i: 1)
        record = theory_lab.check(claim)
        assert record.ok and "<table>" in record._repr_html_()
        assert theory_lab.attack(claim, seconds=0.5).outcome == "holds"
        for seconds in (0, -1, float("nan")):
            with pytest.raises(ValueError, match="is not a positive number of seconds"):
                theory_lab.attack(claim, seconds=seconds)
            with pytest.raises(ValueError, match="is not a positive number of seconds"):
                theory_lab.prove(claim, seconds=seconds)
        with pytest.raises(ValueError, match="the depth 'hard' is not one of quick, normal, deep"):
            theory_lab.check(claim, depth="hard")
        with pytest.raises(TypeError, match="a claim is a Claim, an id or a path, not 2"):
            theory_lab.check(2)
        attempt = theory_lab.prove(claim)
        assert attempt.theorem.is_proved and "proved" in attempt._repr_html_() and "proved" in str(attempt)

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            (lambda: theory_lab.attack(SQUARE, seconds="1"), "'1' is not a positive number of seconds"),
            (lambda: theory_lab.check(SQUARE, seed="x"), "a seed is a whole number from 0 on, not 'x'"),
            (lambda: theory_lab.attack(SQUARE, seconds=1, seed=-1), "a seed is a whole number from 0 on, not -1"),
            (lambda: theory_lab.show(SQUARE, at=[1, 2]), "an instance is a dict from fields to values"),
            (lambda: theory_lab.plot(SQUARE, at=[1, 2]), "an instance is a dict from fields to values"),
        ],
    )
    def test_wrong_types_are_refused_in_one_sentence(self, asked, words):
        with pytest.raises(ValueError, match=re.escape(words)):
            asked()

    def test_an_id_stands_for_its_claim(self):
        assert theory_lab.load("coverage_principle.coverage_le_kl").source.label == "Proposition D.1"
        from theory_lab.claims.registry import LoadError

        with pytest.raises(LoadError, match=r"names [0-9]+, such as .*coverage_principle.refuted"):
            theory_lab.load("coverage_principle.refuted")

    def test_html_escapes_what_people_wrote(self):
        claim = Claim("a", Source("<b>", "c"), Space(x=Ratio(0, 1)), lhs=lambda i: i.x * 0 + (1 < 2), rhs=lambda i: 1)
        page = theory_lab.show(claim, at={"x": [1, 1]})._repr_html_()
        assert "&lt;b&gt;" in page and "<b>" not in page and "(1 &lt; 2)" in page

    def test_a_picture_along_a_number_and_along_a_law(self):
        claim = Claim("a", Source("b", "c"), Space(x=Ratio(0, 2), p=Simplex(2)), lhs=lambda i: i.x**2 * i.p[0], rhs=lambda i: i.x)
        at = {"x": [2, 1], "p": [1, 1]}
        along = theory_lab.plot(claim, at=at)
        assert along.field == "x" and along.places[0] == 0 and along.places[-1] == 2 and len(along.places) == 121
        (_, left), (_, right) = along.curves
        assert right == along.places and left == tuple(x**2 / 2 for x in along.places)
        law = theory_lab.plot(claim, "p", at=at)
        assert law.field == "p[0]" and dict(law.curves)["left"][-1] == 4 and law._repr_html_().startswith("<svg")
        with pytest.raises(ValueError, match="no field 'z' to vary; there are x, p"):
            theory_lab.plot(claim, "z", at=at)
        counted = Claim("a", Source("b", "c"), Space(n=Count(1, 3), x=Ratio(0, 1)), lhs=lambda i: i.x / i.n, rhs=lambda i: 1)
        with pytest.raises(ValueError, match="'n' is a plain Python object and cannot be varied; fields that can be: x"):
            theory_lab.plot(counted, "n", at={"n": 2, "x": [1, 2]})

    @pytest.mark.parametrize(("further", "name"), [((), "holds.svg"), (("--out", "pictures/one.svg"), "pictures/one.svg")])
    def test_a_picture_on_the_command_line_is_that_of_python(self, claim_file, tmp_path, monkeypatch, capsys, further, name):
        path = claim_file("holds")
        monkeypatch.chdir(tmp_path)
        assert run("plot", path, "--field", "x", "--at", '{"x": "1/3"}', *further) == 0
        assert (tmp_path / name).read_text("utf-8") == theory_lab.plot(path, "x", at={"x": "1/3"}).svg
        assert capsys.readouterr().out == f"wrote {name}: left, right along x\n"
        assert run("plot", path) == 0
