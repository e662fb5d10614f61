"""Claims: what is refused when they are made, spaces by size, fingerprints."""

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.claims.loading import fingerprint

PRINTED = Source("arXiv:2510.15020", "Proposition D.1", quote="for all N > 1")
FIXED = Space(p=Simplex(2))


def one(i, *constant):
    return 1


def pair(i, c):
    return c


def space(n):
    return Space(p=Simplex(n))


def claim(**changes):
    """A good claim with some arguments changed."""
    return Claim(**({"statement": "a", "source": PRINTED, "space": FIXED, "lhs": one, "rhs": one} | changes))


def of_kind(kind, **changes):
    """A good claim of another kind with some arguments changed."""
    good = {
        "witness": {
            "space": space,
            "sizes": (2, 3),
            "witness": lambda n: {"p": [1] * n},
            "lhs": one,
            "rhs": one,
        },
        "simulated": {"sizes": (2,), "simulate": lambda n, rng: rng.random(9), "rhs": one},
        "trend": {"sizes": (2, 4), "trend": one, "rhs": one},
        "value": {"value": one, "printed": {2: "1.0", "four": ("3/8", 3, Fraction(1, 2))}},
    }
    return Claim(**({"statement": "a", "source": PRINTED, "kind": kind} | good[kind] | changes))


GOOD = [
    lambda: claim(),
    lambda: claim(space=space, sizes=[2, 3]),
    lambda: claim(space=space, sizes=range(2, 5)),
    lambda: claim(space=space, sizes=((2, 3), (4, 5))),
    lambda: claim(space=space, sizes=range(2, 400)),
    lambda: of_kind("".join(("simu", "lated"))),
    lambda: claim(relation="==", given={"a": one}, necessary=["a"], notes="a note"),
    lambda: claim(expect="fails", falls="theorem"),
    lambda: claim(expect="fails", falls="misprint", source=Source("book", "p. 3", status="second-hand")),
    lambda: claim(tight_at={"p": [1, 1]}, sharpened=one, loose="the constant is rounded"),
    lambda: claim(tight_at=lambda k: {"p": [1, k]}, rate="1/k"),
    lambda: claim(lhs=pair, rhs=pair, unknown="c", bracket=(1, Fraction(3, 2))),
    lambda: claim(lhs=None, rhs=None, chain=[one, one, one], sharpened=one),
    lambda: of_kind("witness"),
    lambda: of_kind("value"),
    lambda: of_kind("value", printed={(2, "a"): {"mass": ".53", "gap": "1e-3"}}),
    lambda: of_kind("value", printed={}, sizes=(1, 2), rhs=one, relation="<"),
    lambda: of_kind("value", printed={}, sizes=(1, 2)),
    lambda: of_kind("simulated", seed=3, runs=10, alpha=Fraction(1, 100)),
    lambda: of_kind("simulated", seed=0, runs=1, alpha=Fraction(999, 1000)),
    lambda: of_kind("trend", relation="=="),
    lambda: claim(trivial=Fraction(1, 2), weak="it is a step of a proof"),
    lambda: claim(trivial=(xp.ratio(1, 2), one)),
    lambda: claim(lhs=pair, rhs=pair, unknown="c", bracket=[Fraction(1, 2), 1]),
    lambda: claim(lhs=None, rhs=None, chain=(one, one)),
    lambda: claim(given={"a": one, "b": one}, necessary=("b", "a")),
    lambda: claim(source=Source("a", "b", also=["c", "d"])),
]


@pytest.mark.parametrize("make", GOOD)
def test_good_claims_are_accepted_and_can_be_varied(make):
    made = make()
    assert all(isinstance(getattr(made, name), tuple) for name in ("sizes", "necessary", "chain"))
    assert replace(made, notes="other") != made


REFUSED = [
    (lambda: claim(statement=" "), "needs a statement"),
    (lambda: claim(statement=3), "statement must be a string, not 3"),
    (lambda: claim(source="arXiv:2510.15020"), "source must be a Source"),
    (lambda: claim(relation="=>"), "relation must be one of '<=', '==', '<', '>=', '>', not '=>'"),
    (lambda: claim(expect="true"), "expect must be one of 'holds', 'fails', not 'true'"),
    (lambda: claim(kind="equality"), "kind must be one of"),
    (lambda: claim(lhs=1), "lhs must be a function, not 1"),
    (lambda: claim(rhs=None), "needs both lhs and rhs"),
    (lambda: claim(lhs=lambda i, c: c), "lhs=lambda i: ...; unknown names no constant"),
    (lambda: claim(lhs=lambda: 1), "lhs must be a function of an instance alone, as in lhs=lambda i: ...$"),
    (lambda: claim(given=[lambda i: True]), "given must be a dict, such as given=.*, not a list$"),
    (lambda: claim(rhs=lambda: 1), "rhs must be a function of an instance alone"),
    (lambda: claim(unknown="c", bracket=(1, 2), lhs=lambda i: 1), "lhs must be a function of an instance and c, the constant"),
    (lambda: claim(unknown="c", bracket=(1, 2), rhs=lambda i: 1), "rhs must be a function of an instance and c, the constant"),
    (lambda: claim(sharpened=Fraction(1)), "sharpened must be a function"),
    (lambda: claim(given=[one]), "given must be a dict"),
    (lambda: claim(given={"a": True}), "hypothesis 'a' must be a function, not True"),
    (lambda: claim(given={"a": one}, necessary=("b",)), "necessary names 'b'"),
    (lambda: claim(given={"a": one}, necessary="a"), "necessary must be a tuple, not 'a'"),
    (lambda: claim(space=None), "space must be a Space or a function of a size, not None"),
    (lambda: claim(space=space), "needs sizes"),
    (lambda: claim(sizes=(2, 3)), "this space is fixed"),
    (lambda: claim(space=space, sizes=3), "sizes must be a tuple, not 3"),
    (lambda: claim(space=space, sizes=(2, 2)), "must not repeat"),
    (lambda: claim(space=space, sizes=([2], [3])), "a size must be an int, a float, a word, or a tuple of these"),
    (lambda: claim(space=space, sizes=(2, (3, Fraction(1, 2)))), "or a tuple of these, not"),
    (lambda: claim(expect="fails"), "falls of a claim that fails must be one of 'theorem'"),
    (lambda: claim(falls="misprint"), "belongs to a claim with expect='fails'"),
    (lambda: claim(expect="fails", falls="theorem", source=Source("a", "b")), "quoted hypothesis"),
    (
        lambda: claim(expect="fails", falls="constant", source=replace(PRINTED, status="derived")),
        "status='printed'",
    ),
    (lambda: claim(expect="fails", falls="misprint", sharpened=one), "takes no tight_at, sharpened"),
    (lambda: claim(tight_at=[1, 1]), "tight_at must be an instance"),
    (lambda: claim(tight_at=lambda k: {}), "needs the rate"),
    (lambda: claim(tight_at={"p": [1, 1]}, rate="1/k"), "rate belongs to"),
    (lambda: claim(bracket=(1, 2)), "unknown names none"),
    (lambda: claim(unknown="c"), r"needs bracket=\(lo, hi\)"),
    (lambda: claim(unknown="c", bracket=(1, 1)), "the smaller one first"),
    (lambda: claim(unknown="c", bracket=(1, 2.5)), "two exact numbers"),
    (
        lambda: claim(unknown="c", bracket=(1, 2), lhs=None, rhs=None, chain=(one, one)),
        "unknown goes with lhs and rhs",
    ),
    (lambda: claim(unknown="c", bracket=(1, 2), sharpened=one), "no chain, sharpened"),
    (lambda: claim(unknown="c", bracket=(1, 2), relation="=="), "unknown goes with"),
    (lambda: claim(unknown="c", bracket=(1, 2), expect="fails", falls="misprint"), "takes no tight_at"),
    (lambda: claim(chain=(one, one)), "chain takes the place of lhs and rhs"),
    (lambda: claim(lhs=None, rhs=None, chain=(one,)), "at least two functions"),
    (lambda: claim(lhs=None, rhs=None, chain=(one, 3)), "chain must be a tuple of functions"),
    (lambda: claim(witness=one), "witness belongs to kind 'witness', not 'inequality'"),
    (lambda: claim(trend=one), "trend belongs to"),
    (lambda: claim(seed=-1), "seed must be"),
    (lambda: of_kind("witness", witness=None), "needs the function witness"),
    (lambda: of_kind("witness", space=FIXED, sizes=()), "needs a space that is a function"),
    (lambda: of_kind("witness", sharpened=one), "takes no tight_at, sharpened"),
    (lambda: claim(value=one), "value belongs to kind 'value', not 'inequality'"),
    (lambda: claim(printed={2: 1}), "printed belongs to kind 'value', not 'inequality'|this space is fixed"),
    (lambda: of_kind("value", value=None), "needs the function value"),
    (lambda: of_kind("value", value=3), "value must be a function, not 3"),
    (lambda: of_kind("value", space=FIXED), "takes no space and no given"),
    (lambda: of_kind("value", printed={}), "needs sizes"),
    (lambda: of_kind("value", rhs=one), "with rhs or with printed numbers, not with both"),
    (lambda: of_kind("value", printed="0.5", sizes=(2,)), "printed must be a dict"),
    (lambda: of_kind("value", sizes=(2,)), "one entry for each of the sizes"),
    (lambda: of_kind("value", relation="<="), "a bound goes into rhs"),
    (lambda: of_kind("value", printed={2: 0.5}), "0.5 is no printed number; write a decimal in quotes"),
    (lambda: of_kind("value", printed={2: (1, "a half")}), "'a half' is no printed number"),
    (lambda: of_kind("value", printed={2: "1/0"}), "'1/0' is no printed number"),
    (lambda: of_kind("value", printed={2: True}), "True is no printed number"),
    (lambda: of_kind("value", lhs=one), "value takes the place of lhs and chain"),
    (lambda: of_kind("value", chain=(one, one)), "value takes the place of lhs and chain"),
    (lambda: of_kind("value", sharpened=one), "takes no tight_at, sharpened"),
    (lambda: of_kind("simulated", space=FIXED), "takes no space and no given"),
    (lambda: of_kind("simulated", sizes=()), "needs sizes"),
    (lambda: of_kind("simulated", rhs=None), "needs rhs, a function of the size"),
    (lambda: of_kind("simulated", relation="=="), "cannot confirm an equation"),
    (lambda: of_kind("simulated", runs=0), "runs must be"),
    (lambda: of_kind("simulated", alpha=0.01), "alpha must be a Fraction between 0 and 1, not 0.01"),
    *(
        (lambda alpha=alpha: of_kind("simulated", alpha=alpha), "alpha must be")
        for alpha in (Fraction(0), Fraction(1), 1, Fraction(-1, 2))
    ),
    *((lambda seed=seed: of_kind("simulated", seed=seed), "seed must be at least 0") for seed in (-1, 0.5, "1", None)),
    *((lambda runs=runs: of_kind("simulated", runs=runs), "runs must be at least 1") for runs in (-1, 0, 2.5, None)),
    *(
        (lambda trivial=trivial: claim(trivial=trivial), "trivial must be")
        for trivial in ("odd", 0.5, True, (1,), (0, 1, 2), (0, 1.5), [1])
    ),
    (lambda: of_kind("simulated", trivial=1), "takes no trivial"),
    (lambda: of_kind("trend", trivial=1), "takes no trivial"),
    (lambda: claim(expect="fails", falls="misprint", weak="so"), "weak belongs to a claim that holds"),
    *(
        (lambda name=name: claim(**{name: 3}), f"{name} must be a string, not 3")
        for name in ("falls", "rate", "loose", "weak", "ties", "notes")
    ),
    (lambda: claim(unknown="c", bracket=(1, 2, 3)), "needs bracket"),
    (lambda: claim(unknown="c", bracket=(2, 1)), "the smaller one first"),
    (lambda: claim(unknown="c", bracket=(0.5, 1)), "two exact numbers"),
    (lambda: claim(unknown="c", bracket=(1, 2), tight_at={"p": [1, 1]}), "unknown goes with"),
    (lambda: of_kind("witness", tight_at={"p": [1, 1]}), "takes no tight_at"),
    (lambda: of_kind("value", given={"a": one}), "takes no space and no given"),
    (lambda: claim(given={"a": one}, necessary=("a",), expect="fails", falls="misprint"), "takes no tight_at"),
    (lambda: claim(expect="fails", falls="other"), "falls of a claim that fails must be one of"),
    (lambda: of_kind("trend", lhs=one), "trend takes the place of lhs"),
    (lambda: of_kind("trend", sizes=(2,)), "two or more"),
    (lambda: Source("", "b"), "needs a reference"),
    (lambda: Source("a", ""), "needs a label"),
    (lambda: Source("a", "b", status="rumour"), "status must be one of"),
    (lambda: Source("a", "b", also="c"), "also must be a tuple of labels"),
]


@pytest.mark.parametrize("make, words", REFUSED, ids=[words for _, words in REFUSED])
def test_what_does_not_fit_together_is_refused_in_one_sentence(make, words):
    with pytest.raises(ValueError, match=words) as caught:
        make()
    assert "\n" not in str(caught.value)


def test_spaces_are_made_once_and_carry_their_size():
    calls = []

    def counted(n):
        calls.append(n)
        return Space(p=Simplex(n))

    made = claim(space=counted, sizes=(2, 3))
    assert made.space_at(3) is made.space_at(3) and calls == [3]
    assert made.space_at(3).exact({"p": [1, 1, 1]}).size == 3
    assert made.small_size == 2 and claim().small_size is None
    assert claim().space_at().exact({"p": [1, 0]}).size is None


def test_a_space_function_that_gives_no_space_is_named():
    with pytest.raises(TypeError, match="space at size 2 must be a Space, not 3"):
        claim(space=lambda n: 3, sizes=(2,)).space_at(2)


def test_claims_are_frozen_and_equal_only_to_themselves():
    made = claim()
    assert made != claim() and made in {made}
    with pytest.raises(FrozenInstanceError):
        made.expect = "fails"


def test_the_bracket_is_kept_as_fractions():
    assert claim(unknown="c", bracket=(1, 2)).bracket == (Fraction(1), Fraction(2))


def test_the_fingerprint_sees_code_and_nothing_else(tmp_path):
    def printed(text):
        (tmp_path / "a.py").write_text(text)
        return fingerprint(replace(claim(), path=tmp_path / "a.py"))

    code = printed('"""Title."""\nx = 1\ndef f():\n    """What f does."""\n    return 2\n')
    assert code == printed('"""Other title."""\n# a comment\nx = (1)\ndef f():\n    return 2\n')
    assert code != printed("x = 2\ndef f():\n    return 2\n")
    assert code != printed("x = 1\ndef f():\n    return 3\n")
    with pytest.raises(ValueError, match="without a file"):
        fingerprint(claim())


def test_the_seed_is_0_unless_another_one_is_told():
    """What is stored of a simulation was drawn with it."""
    assert of_kind("simulated").seed == claim().seed == 0


def test_what_is_known_without_the_theorem_is_two_ends():
    """A probability is from 0 to 1; one end alone is the greater one."""
    known = {
        "probability": (0, 1),
        "nonnegative": (0, None),
        None: (None, None),
        3: (None, 3),
        one: (None, one),
        (-1, None): (-1, None),
    }
    for trivial, ends in known.items():
        assert claim(trivial=trivial).known == ends


def test_a_claim_that_is_varied_has_spaces_of_its_own():
    before = claim(space=space, sizes=(2, 3))
    assert before.space_at(3).arrays["p"].n == 3
    assert replace(before, space=lambda n: Space(p=Simplex(n + 1))).space_at(3).arrays["p"].n == 4
