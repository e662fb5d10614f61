"""Numbers as people read them: decimals, simple forms, LaTeX."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction  # noqa: F401  # the evaluated form uses it

import pytest

import theory_lab
from theory_lab import numbers as xp
from theory_lab.appendix.typesetting import statement as in_latex
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.record import Record
from theory_lab.report.counterexamples import account
from theory_lab.report.formulas import typeset
from theory_lab.report.quantities import readable, simplified, told_apart, with_decimals
from theory_lab.report.table import line, remarks
from theory_lab.tex import as_meant, number


@pytest.mark.parametrize(
    ("printed", "simple"),
    [
        ("-1/2*log(8) + log(3) = -0.05889151782", "log(3) - 3/2*log(2) = -0.05889151782"),
        ("log(6) - log(2) = 1.0986122887", "log(3) = 1.0986122887"),
        ("-log(2) + 3/4*log(3) = 0.13081203594", "3/4*log(3) - log(2) = 0.13081203594"),
        ("1 - log(4) = -0.38629436112", "1 - 2*log(2) = -0.38629436112"),
        ("-log(4) = -1.3862943611", "-2*log(2) = -1.3862943611"),
        ("log(30) = 3.4011973817", "log(30) = 3.4011973817"),
        ("sqrt(2)*log(8) = 2.9", "sqrt(2)*log(8) = 2.9"),
        ("3/4", "3/4"),
        ("0.2 +/- 1e-13", "0.2 +/- 1e-13"),
    ],
)
def test_logarithms_by_their_primes(printed, simple):
    assert simplified(printed) == simple


LONG = f"{10**30 + 1}/{3 * 10**30}"


@pytest.mark.parametrize(
    ("exact", "read"),
    [
        ("1/3", "1/3"),
        (f"a: {LONG} against 2", "a: ≈ 0.3333 against 2"),
        (f"{LONG} = 0.3333333333", "≈ 0.3333333333"),
        (f"{LONG} = 1 - 3e-12", "≈ 1 - 3e-12"),
        (f"-{10**400}", "≈ -1.000e+400"),
        (f"3/{10**400}", "≈ 3e-400"),
        (f"1{'0' * 5000}/3{'0' * 4999}", "≈ 3.333"),
        (f"0.{'3' * 60}", f"0.{'3' * 60}"),
        ("0.25 +/- 1e-19", "0.25 +/- 1e-19"),
    ],
)
def test_a_number_that_nobody_reads_is_told_by_its_decimals(exact, read):
    assert readable(exact) == read


def test_giant_fractions_are_rounded_in_an_account_and_in_what_is_shown(claim_file):
    record = check(load(claim_file("refuted")), "refuted")
    giant = replace(record, witness={"p": [1, 1]}, witness_values={"p": [LONG, "1/2"]}, lhs=LONG, details=(("step 1", LONG),))
    text = account(giant)
    assert LONG not in text and "[1, 1] = (≈ 0.3333, 1/2)" in text and "  step 1: ≈ 0.3333\n" in text
    assert "left   ≈ 0.3333333333\n" in text
    unmet = replace(giant, outcome="holds", expect="holds", problems=(f"no equality: {LONG} against 1",))
    assert account(unmet).startswith("refuted holds, problem: no equality: ≈ 0.3333 against 1\n")
    assert "problem: no equality: ≈ 0.3333 against 1; " in line(unmet)
    assert remarks(replace(giant, outcome="holds"), alone=True) == ["step 1: ≈ 0.3333"]
    space = Space(x=Ratio(0, 1))
    claim = Claim("x^9 <= x", Source("a", "b"), space, lhs=lambda i: i.x**9, rhs=lambda i: i.x)
    shown = str(theory_lab.show(claim, at={"x": f"{10**12 + 1}/{3 * 10**12}"}))
    assert "left     ≈ 5.080526343e-05\n" in shown


def test_numbers_of_thousands_of_digits_are_told_apart():
    """Python's own integers refuse such text."""
    left, right = (f"1{'0' * 5000}/3{'0' * 4999}{last}" for last in "12")
    assert told_apart(left, right)[0].startswith(f"{left} = 0.3333333333")


@pytest.mark.parametrize("a, b, c", [(12, 18, 5), (8, 27, 64), (1000, 7, 49), (1_000_003, 6, 4)])
def test_the_simple_form_is_the_same_number(a, b, c):
    with xp.precision(256, True):
        value = xp.value(xp.log(xp.exact(a)) / 3 - 2 * xp.log(xp.exact(b)) + xp.log(xp.exact(c)) / 2)
        form = simplified(str(value)).partition(" = ")[0].replace("*", " * ").replace("log(", "xp.log(")
        form = re.sub(r"\d+/\d+", lambda found: f"Fraction('{found[0]}')", form)
        assert bool(eval(f"xp.exact(0) + {form}") == xp.exact(value))


def test_decimals_beside_fractions():
    assert with_decimals("22/7") == "22/7 = 3.142857143" and with_decimals("3") == "3" and with_decimals("inf") == "inf"
    assert with_decimals("395824185998851/395824185999360") == "395824185998851/395824185999360 = 1 - 1e-12"
    record = Record("a", "b", "c", "derived", "holds", "fails", witness={"x": 1}, lhs="355/113355", rhs="1/2")
    assert "left   355/113355 = 0.003131754223\n    right  1/2" in account(record)


@pytest.mark.parametrize(
    ("printed", "latex"),
    [
        ("3/8*log(2) - 1/2*sqrt(3) = 0.34", r"\tfrac{3}{8}\,\log 2 - \tfrac{1}{2}\,\sqrt{3} \approx 0.34"),
        ("0.20751874964 +/- 5.79e-13", r"0.20751874964 \pm 5.79 \cdot 10^{-13}"),
        ("exp(-1/2)*sqrt(2)", r"e^{-1/2}\,\sqrt{2}"),
        ("2*pi", r"2\,\pi"),
        ("-inf", r"-\infty"),
        ("-2/3", r"-\tfrac{2}{3}"),
        ("see_below", r"\text{see\_below}"),
    ],
)
def test_sides_in_latex(printed, latex):
    assert number(printed) == latex


def test_the_distance_of_an_equation_that_holds_is_0():
    claim = Claim(
        "a",
        Source("b", "c", status="textbook"),
        Space(p=Simplex(2, positive=True)),
        relation="==",
        lhs=lambda i: xp.log(i.p[0]) + xp.log(i.p[1]),
        rhs=lambda i: xp.log(i.p[0] * i.p[1]),
    )
    record = check(claim, "equation")
    assert record.ok and record.worst_ratio == "0" and record.status == "textbook"
    false = check(replace(claim, rhs=lambda i: 2 * xp.log(i.p[0] * i.p[1])), "false")
    assert false.outcome == "fails" and float(false.worst_ratio or 0) > 0


def test_two_fractions_have_as_many_decimals_as_tell_them_apart():
    near = "3849001794597/10000000000000"
    left, right = told_apart(with_decimals("72575384243400/188556379332607"), with_decimals(near))
    assert left == "72575384243400/188556379332607 = 0.3849001794597440" and right == f"{near} = 0.3849001794597"
    assert told_apart(*map(with_decimals, ("1/85899345920000", "2/171798691839999")))[0].endswith(" = 1.164153218269348e-14")
    assert told_apart("1/3 = 0.3333333333", "1/2 = 0.5") == ("1/3 = 0.3333333333", "1/2 = 0.5")
    assert told_apart("1/2 = 0.5", "1/2 = 0.5") == ("1/2 = 0.5", "1/2 = 0.5") and told_apart("2", "3") == ("2", "3")
    tiny = (f"{10**20 + 1}/{3 * 10**20} = 0.3333333333", "1/3 = 0.3333333333")
    assert [side.split(" = ")[1] for side in told_apart(*tiny)] == ["0.333333333333333333336667", "0.333333333333333333333333"]


def test_a_fraction_beside_a_whole_number_is_not_told_as_that():
    assert with_decimals("1999999999999/1000000000000") == "1999999999999/1000000000000 = 2 - 1e-12"
    assert with_decimals("-30000000000001/10000000000000") == "-30000000000001/10000000000000 = -3 - 1e-13"
    assert with_decimals("1000000000001/1000000000000").endswith(" = 1 + 1e-12") and with_decimals("7/4") == "7/4 = 1.75"


def test_logarithms_that_cancel_are_0():
    assert simplified("2*log(2) - log(4) = 0e-77") == "0"
    assert simplified("-1/2*log(2) - 3/2*log(3) + 3/2*log(4) = 0.0849") == "5/2*log(2) - 3/2*log(3) = 0.0849"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("three jurors beat one", r"\text{three jurors beat one}"),
        ("n + 1 jurors are as good as n, p >= 1/2", r"n + 1\text{ jurors are as good as }n, p \ge 1/2"),
        ("KL(p || q) <= 1 for all words", r"\text{KL}(p \| q) \le 1\text{ for all words}"),
        ("TV <= max", r"\text{TV} \le \text{max}"),
        ("E_mu f != e^{ab}", r"E_{\text{mu}} f \ne e^{ab}"),
        ("ab <= (a^2 + b^2)/2", r"ab \le (a^2 + b^2)/2"),
        (r"abc <= \max x", r"abc <= \max x"),
    ],
)
def test_statements_without_tex_are_read_as_they_are_meant(typed, meant):
    assert as_meant(typed) == meant


def test_a_statement_in_words_is_set_in_words_wherever_it_is_shown():
    words = "three jurors beat one"
    refuted = Record("a", words, "c", "derived", "holds", "fails", witness={"x": 1}, lhs="1", rhs="1/2")
    assert "<mtext>three jurors beat one</mtext>" in typeset(words).replace("\xa0", " ")
    assert r"\[ \text{three jurors beat one} \]" in refuted.latex()
    assert in_latex(words) == r"\text{three jurors beat one}"
