"""Several claims in a file: ids, places, certificates of their own, and names that are bound twice."""

from __future__ import annotations

import pytest

from tests.test_cli import run
from theory_lab.claims.loading import fingerprint, load, load_all
from theory_lab.claims.registry import LoadError, bindings, find, split
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.proofs.evidence import files
from theory_lab.proofs.prover import prove
from theory_lab.proofs.theorems import Rejected, stated

HEAD = """
from theory_lab.claims import Claim, Simplex, Source, Space
def claim(bound):
    return Claim("a", Source("b", "c"), Space(p=Simplex(2)), lhs=lambda i: i.p[0], rhs=lambda i: bound)
"""
TWO = HEAD + 'CLAIMS = {\n    "first": claim(1),\n    "second": claim(2),\n}\n'


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "proofs_check" / "paper" / "lemmas.py"
    path.parent.mkdir(parents=True)
    path.write_text(TWO)
    return path


def test_each_has_an_id_below_the_file(two):
    root = two.parents[1]
    assert [name for name, _ in find(root=root)] == ["paper.lemmas.first", "paper.lemmas.second"]
    ((name, place),) = find(["paper.lemmas.second"], root)
    assert name == "paper.lemmas.second" and split(place) == (two, "second")
    assert [name for name, _ in find(["paper.lemmas"], root)] == ["paper.lemmas.first", "paper.lemmas.second"]
    assert [name for name, _ in find([f"{two}::first"], root)] == ["paper.lemmas.first"]
    assert load(place).rhs(None) == 2
    with pytest.raises(LoadError, match="defines no claim 'third'; it defines first, second"):
        find([f"{two}::third"], root)
    with pytest.raises(LoadError, match=r"several claims; name one, as in lemmas.py::first"):
        load(two)


def test_the_one_of_a_file_needs_no_name(two):
    two.write_text(HEAD + 'CLAIMS = {"only": claim(3)}\n')
    assert load(two).rhs(None) == load(f"{two}::only").rhs(None) == 3


def test_the_file_runs_once_for_all_of_them(two):
    two.write_text(f"with open({str(two.parent / 'log')!r}, 'a') as log:\n    log.write('x')\n{TWO}")
    claims = list(load_all(place for _, place in find([two], two.parents[1])))
    assert len(claims) == 2 and (two.parent / "log").read_text() == "x"


def test_each_has_a_certificate_of_its_own_that_serves_no_other(two, capsys):
    first, second = (place for _, place in find([two], two.parents[1]))
    assert fingerprint(load(first)) != fingerprint(load(second))
    assert run("certify", f"{two}::first") == 0
    assert certificate_path(first) == two.parent / "certificates" / "lemmas.first.json"
    assert read(certificate_path(first)).claim == "lemmas.first" and not certificate_path(second).exists()
    certificate_path(second).write_text(certificate_path(first).read_text())
    assert run("recheck", two) == 1
    out = capsys.readouterr().out
    assert "confirmed lemmas.first" in out and "contradicted lemmas.first" in out


def test_check_shows_each_and_the_plugin_makes_each_a_test(two, pytester, capsys):
    two.write_text(TWO.replace("claim(1)", "claim(0)"))
    assert run("check", two) == 1
    out = capsys.readouterr().out
    assert "NOT lemmas.first" in out and "ok  lemmas.second" in out
    pytester.runpytest_subprocess("--theory-lab", str(two)).assert_outcomes(passed=1, failed=1)


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        (
            "CLAIM = claim(1)\nCLAIM = claim(2)\n",
            "CLAIM is bound twice, in lines 5 and 6; several claims of a file go into CLAIMS",
        ),
        ('CLAIMS = {\n    "a": claim(1),\n    "a": claim(2),\n}\n', "the claim 'a' is bound twice, in lines 6 and 7"),
        ('CLAIMS = {"a": claim(1)}\nCLAIMS["a"] = claim(2)\n', "the claim 'a' is bound twice, in lines 5 and 6"),
        ('CLAIM = claim(1)\nCLAIMS = {"a": claim(2)}\n', "CLAIM or CLAIMS, not both, as it does in lines 5 and 6"),
        ('CLAIMS = {"a b": claim(1)}\n', "must be words such as 'first', not 'a b'"),
        ('CLAIMS = {"a": 3}\n', r"CLAIMS\['a'\] in .* must be a Claim, not int"),
        ('CLAIMS = {"a": claim(1)}\nCLAIMS |= {"b": claim(2)}\n', "must be written out.*'b' stands nowhere in it"),
        ("CLAIMS = [claim(1)]\n", "several go into CLAIMS, written out as"),
    ],
)
def test_what_would_lose_a_claim_is_refused(tail, words, tmp_path):
    path = tmp_path / "lemmas.py"
    path.write_text(HEAD + tail)
    with pytest.raises(LoadError, match=words):
        load(find([path])[0][1])


def test_other_things_called_claims_are_none(tmp_path):
    (tmp_path / "module.py").write_text("CLAIMS = 3\n")
    with pytest.raises(LoadError, match="no file in"):
        find([tmp_path])


def test_each_claim_of_a_file_is_proved_for_itself(tmp_path):
    path = tmp_path / "lemmas.py"
    path.write_text(
        "from theory_lab.claims import Claim, Ratio, Source, Space\n"
        "def lower(k):\n"
        "    return Claim('x', Source('a', 'b'), Space(x=Ratio(0, 1)), lhs=lambda i: i.x ** (k + 1), rhs=lambda i: i.x**k)\n"
        "CLAIMS = {'square': lower(1), 'cube': lower(2)}\n"
    )
    for name, place in find([str(path)]):
        attempt = prove(place, name, 20)
        assert attempt.theorem.is_proved, attempt.open
        files.write(place, attempt.content)
    proofs = {name: files.found(load(place)) for name, place in find([str(path)])}
    assert [type(one) for one in proofs.values()] == [files.Proofs, files.Proofs]
    assert str(proofs["lemmas.cube"].theorem) == "proved (as stated)"
    with pytest.raises(Rejected, match=r"they are the proofs of 'lemmas\.square'"):
        stated(load(find([str(path)])[1][1]), {**proofs["lemmas.cube"].content, "claim": "lemmas.square"})


BOUND = {
    "CLAIM = f(1)": [("CLAIM", 1)],
    "CLAIM: Claim = f(1)": [("CLAIM", 1)],
    "x = CLAIM = f(1)": [("CLAIM", 1)],
    'CLAIMS = {\n"a": f(1),\n"b": f(2)}': [("CLAIMS", 1), ("a", 2), ("b", 3)],
    'CLAIMS: dict = {"a": f(1), **others, k: f(2), 3: f(3)}': [("CLAIMS", 1), ("a", 1)],
    "\nCLAIMS = dict(a=f(1),\nb=f(2), **others)": [("CLAIMS", 2), ("a", 2), ("b", 3)],
    'CLAIMS["a"] = f(1)\nCLAIMS[k] = CLAIMS["b"] = f(2)': [("a", 1), ("b", 2)],
    "CLAIM = f(1)\nCLAIM = f(2)": [("CLAIM", 1), ("CLAIM", 2)],
    **{
        text: []
        for text in (
            "", "CLAIM", "CLAIM += 1", "CLAIMS = []", "CLAIMS = {}", "CLAIMS = dict()", "CLAIMS = f(a=1)", "CLAIMS = x.dict(a=1)",
            "CLAIMS: dict", 'OTHERS = {"a": f(1)}', "ABOVE = dict(a=1)", "ZOO = dict(a=1)", 'OTHERS["a"] = f(1)',
            'x.CLAIMS["a"] = f(1)', "CLAIMS[0] = f(1)", "def f():\n    CLAIM = 1", "if True:\n    CLAIM = 1", "CLAIM = (",
            "CLAIM = 1\0", "(CLAIM, x) = f(1)",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("text", BOUND)
def test_the_names_of_claims_are_read_off_the_text(text):
    assert bindings(text) == BOUND[text]
