"""Formulas and lines of proofs as people read them."""

import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import fmpq

from tests.proofs.searches import AMPLE, for_all_sizes
from tests.shipped import shipped
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Simplex, Source, Space
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.measures.divergences import chi2
from theory_lab.proofs import terms
from theory_lab.proofs.evidence.files import found
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes, proved
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.sums import defined
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.telling import layout, reading
from theory_lab.proofs.telling.cells import cell_told
from theory_lab.proofs.telling.facts import FACTS, said
from theory_lab.proofs.telling.formulas import formula, tidied
from theory_lab.proofs.telling.layout import CLOSE, OPEN
from theory_lab.proofs.telling.states import leaf_told
from theory_lab.proofs.telling.stored import _told as each_told
from theory_lab.proofs.telling.stored import at_choice, latex, picked, rest, told
from theory_lab.proofs.telling.uses import uses

P, Q, N = map(terms.variable, ("p", "q", "level"))
RATIO = terms.divide(P, Q)


@pytest.mark.parametrize(
    "term, text",
    [
        (terms.add(terms.log(N), terms.number(-1)), "log(level) - 1"),
        (terms.add(terms.subtract(terms.ONE, P), terms.number(2)), "3 - p"),
        (terms.subtract(terms.add(P, terms.ONE), terms.ONE), "p"),
        (terms.subtract(P, terms.subtract(Q, terms.ONE)), "p - q + 1"),
        (terms.negative(terms.add(P, Q)), "-(p + q)"),
        (terms.subtract(P, terms.add(P, Q)), "p - p - q"),
        (terms.multiply(terms.number(-2), P), "-2 p"),
        (terms.Term("mul", P, terms.Term("mul", terms.number(-1), Q)), "-p q"),
        (terms.Term("mul", terms.Term("neg", terms.Term("mul", terms.number(-2), P)), Q), "2 p q"),
        (terms.subtract(N, terms.Term("mul", terms.Term("neg", terms.Term("mul", terms.number(-2), P)), Q)), "level - 2 p q"),
        (terms.power(terms.multiply(terms.number(-2), P), 2), "(-2 p)^2"),
        (terms.multiply(P, terms.add(P, Q)), "p (p + q)"),
        (terms.multiply(Q, RATIO), "q (p/q)"),
        (terms.divide(P, terms.multiply(Q, N)), "p/(q level)"),
        (terms.divide(terms.divide(P, Q), N), "(p/q)/level"),
        (terms.power(RATIO, 2), "(p/q)^2"),
        (terms.power(terms.power(P, 2), 3), "(p^2)^3"),
        (terms.multiply(terms.choose(terms.at_least(P, Q), terms.ONE, terms.ZERO), P), "[p >= q] p"),
        (terms.choose(terms.above(P, Q), P, Q), "(p if p > q, else q)"),
        (terms.maximum(terms.subtract(P, Q), terms.ZERO), "max(p - q, 0)"),
        (terms.subtract(P, terms.multiply(terms.number(-2), Q)), "p + 2 q"),
        (terms.multiply(terms.divide(terms.ONE, terms.number(3)), P), "(1/3) p"),
        (terms.Term("mul", terms.Term("mul", P, terms.number(2)), terms.number(3)), "6 p"),
    ],
)
def test_a_formula_has_the_brackets_that_it_needs(term, text):
    assert formula(term) == text


def test_positive_factors_are_cancelled_and_no_others():
    product = terms.Term("div", terms.multiply(P, Q), Q)
    assert formula(tidied(product, frozenset("q"))) == "p"
    assert formula(tidied(product, frozenset("p"))) == "p q/q"
    condition = terms.at_least(terms.multiply(P, Q), terms.multiply(N, Q))
    assert formula(tidied(condition, frozenset("q"))) == "p >= level"
    assert formula(tidied(condition, frozenset())) == "p q >= level q"


def test_cases_within_cases_are_put_together():
    lines = ["  if a:", "    if b:", "      write x = y;", "      it is so.", "  if c:", "    nothing to prove."]
    assert layout.merged(lines) == ["  if a and b:", "    write x = y;", "    it is so.", "  if c: nothing to prove."]
    two = ["if a:", "  if b:", "    so.", "    and so.", "  if c:", "    so.", "    and so."]
    assert layout.merged(two) == two
    empty = ["it:", "  if a:", "    the larger side is infinite.", "  if b:", "    this case is empty."]
    assert layout.shortened(empty) == ["it: in each case the larger side is infinite, or this case is empty."]
    kept = ["it:", "  if a:", "    both sides are equal.", "  if b:", "    it is so."]
    assert layout.shortened(kept) == kept


def test_new_variables_get_letters_that_are_free():
    assert layout.lettered(["p_by_q + q_root + t"], ["p", "q", "t"]) == ["s + u + t"]


def test_lines_in_tex(tmp_path):
    lines = [
        f"Claim: {OPEN}[p >= q level] <= (1/2) sqrt(p) - p_x^2{CLOSE} {OPEN}>= 0{CLOSE}.",
        "",
        f"  if {OPEN}p > 0{CLOSE}:",
    ]
    text = layout.tex(lines)
    assert (
        r"$\mathbf{1}[p \ge q\,\penalty1500 \mathit{level}] \le (\tfrac{1}{2})\,\penalty1500 \sqrt{p} - p_{x}^{2} \ge 0$" in text
    )
    assert r"\hspace*{1em}if $p > 0$:" in text
    if (latex := shutil.which("pdflatex")) is not None:
        head = r"\documentclass{article}\usepackage{amsmath,amsthm}\begin{document}"
        (tmp_path / "proof.tex").write_text(f"{head}\n{text}\n\\end{{document}}\n")
        done = subprocess.run([latex, "-halt-on-error", "proof.tex"], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout[-600:]


def test_names_and_equations_in_tex_are_those_of_a_paper():
    text = layout.tex([f"Claim: {OPEN}S0 == eta_0 + eta (1 - eta){CLOSE}."])
    assert r"$S_{0} = \eta_{0} + \eta\,\penalty1500 (1 - \eta)$" in text


def test_what_a_lemma_says_is_what_the_kernel_finds():
    names = (
        "alignment.best_of_n_linf_le", "alignment.best_of_n_monotone", "alignment.event_mass_le", "alignment.rejection_tv_le",
        "alignment.majority_gap_le", "decision_making.exp_neg_kl_le_testing_error", "decision_making.hellinger_le_kl",
        "decision_making.optimism_regret_le_width",
    )  # fmt: skip
    rules = set()
    for claim in (shipped(name).claim for name in names):
        proof = found(claim).content["all_sizes"][-1]
        pattern, lemmas = defined(patterns(at_choice(claim, -1), few=True)[0], proof), proof["lemmas"]
        assert [(known, fact) for _, known, fact in proved(pattern, lemmas)] == [
            (one.known, one.fact) for one in said(pattern, lemmas)
        ]
        rules |= {(lemma["rule"], *sorted({"strict", "rank", "high", "each"} & lemma.keys())) for lemma in lemmas}
    assert {rule for rule, *_ in rules} == FACTS.keys()
    assert {("linear", "each"), ("part", "rank"), ("level", "high", "rank"), ("follows", "strict")} <= rules


def test_a_proof_tells_the_lemmas_that_it_uses_and_no_others():
    claim = load(dict(find([]))["alignment.kl_policy_linf_le"], spaces=False)
    (pattern,), (proof,) = patterns(claim, few=True), found(claim).content["all_sizes"]
    used = uses(pattern, proof, said(pattern, proof["lemmas"]))
    assert used.steps == [sorted(used.steps[0])] and set(used.steps[0]) <= set(used.all)
    assert 0 < len(used.all) < len(proof["lemmas"])
    for k in used.all:  # without its lemma a proof is rejected
        fact = "0" if proof["lemmas"][k]["rule"] == "attained" else None
        blunt = {**proof["lemmas"][k], "fact": fact} if fact else {**proof["lemmas"][k], "form": {"sums": {}, "masses": {}}}
        with pytest.raises(Rejected):
            holds_for_all_sizes(pattern, {**proof, "lemmas": [*proof["lemmas"][:k], blunt, *proof["lemmas"][k + 1 :]]})


def test_a_choice_of_static_fields_has_the_pattern_that_the_claim_has_there() -> None:
    chosen = Claim(
        "p_1 k + j <= k + 6",
        Source("a note", "Lemma", status="derived"),
        lambda n: Space(p=Simplex(n), j=Choice(2, 0, 5), k=Count(3, 6)),
        lambda i: xp.sum(i.p**2) * i.k + i.j,
        lambda i: i.k + xp.exact(6),
        sizes=(2,),
    )
    whole = patterns(chosen)
    assert len(whole) == 12 == len(set(whole))
    assert [patterns(at_choice(chosen, k)) for k in range(12)] == [[one] for one in whole]


def test_equal_factors_are_a_power_and_equal_summands_a_multiple() -> None:
    a, b = terms.variable("a"), terms.variable("b")
    both = terms.add(terms.add(a, b), a)
    assert formula(both) == "2 a + b"
    assert formula(terms.multiply(terms.multiply(both, a), terms.multiply(both, terms.multiply(a, a)))) == "(2 a + b)^2 a^3"
    assert formula(terms.multiply(terms.power(a, 2), terms.multiply(b, terms.power(a, 3)))) == "a^5 b"
    assert formula(terms.subtract(terms.subtract(b, a), a)) == "b - 2 a"
    assert formula(terms.divide(b, terms.multiply(a, a))) == "b/a^2"


def test_quotients_of_quotients_are_one() -> None:
    """``(p q)/(p q^5/z)`` is ``z/q^4`` where ``p`` and ``q`` are positive, and keeps what may be 0."""
    p, q, z = map(terms.variable, ("p", "q", "z"))
    inner = terms.divide(terms.multiply(p, terms.power(q, 5)), z)
    assert formula(tidied(terms.divide(terms.multiply(p, q), inner), frozenset("pq"))) == "z/q^4"
    assert formula(tidied(terms.divide(terms.multiply(p, q), inner), frozenset("q"))) == "p z/(p q^4)"
    assert formula(tidied(terms.above(inner, terms.ZERO), frozenset("pq"))) == "p q^5/z > 0"


def test_a_proof_says_for_which_values_it_is_and_how_many_go_like_it() -> None:
    claim = shipped("alignment.win_rate_bounds").claim
    content = found(claim).content
    texts = told(claim, content, 3)
    assert [text.splitlines()[0] for text in texts] == ["For draws = 2; 58 others take the same steps.", "For draws = 1."]
    assert rest(claim, content, 3) == "These are 2 of 60 proofs, one for each value of the static fields."
    assert rest(claim, content, 1) == "This is 1 of 60 proofs, one for each value of the static fields; 1 take other steps."
    assert rest(claim, content, 60) == ""
    assert latex(claim, content)[58].splitlines()[1].endswith("For $\\mathit{draws} = 59$.")


def test_the_proof_with_most_kinds_of_steps_is_told_first() -> None:
    dull = {"lemmas": [], "steps": [{"rule": "clear"}]}
    slope = {"lemmas": [], "steps": [{"rule": "cell", "then": {"rule": "mono", "base": {"rule": "zero"}}}]}
    signs = {"lemmas": [], "steps": [{"rule": "cell", "then": {"rule": "signs"}, "bounds": [0]}]}
    other = {"lemmas": [], "steps": [{"rule": "cell", "then": {"rule": "signs"}, "bounds": [1, 7]}]}
    proofs = [dull, signs, slope, other]
    assert picked(proofs, 3) == [[1, 3], [2], [0]] and picked(proofs, 1) == [[1, 3]]  # one kind less, and shorter
    assert picked(proofs, 4) == picked(proofs, None) == [[0], [1], [2], [3]]
    base = {"rule": "use", "then": {"rule": "zero"}}
    rich = {"lemmas": [], "steps": [{"rule": "cell", "then": {"rule": "mono", "base": base}}]}
    assert picked([*proofs, rich], 4) == [[2], [4], [1, 3], [0]]
    alone = [{**rich, "steps": [*rich["steps"], {"rule": "clear"}]}, rich, rich, rich, dull]
    assert picked(alone, 2) == [[1, 2, 3], [0]] and picked([*alone[:2], dull], 2) == [[1], [0]]


def test_a_proof_along_an_entry_of_sizes_says_along_which() -> None:
    claim = shipped("decision_making.leverage_ge_dimension").claim
    heads = [text.splitlines()[0] for text in told(claim, found(claim).content, 3)]
    assert heads == ["For n = (N, 1).", "For n = (N, 2).", "For n = (N, 3)."]


def test_all_parts_of_a_proof_on_trees_are_told() -> None:
    claim = shipped("divergences.hellinger_of_words_eq_chain").claim
    content = found(claim).content
    texts = told(claim, content, 3)
    assert len(texts) == 5 and rest(claim, content, 3) == ""
    heads = [text.splitlines()[0 if k > 1 else 1] for k, text in enumerate(texts, 1)]
    assert all(head.startswith(f"Kind {k} of 5: a node of the tree") for k, head in enumerate(heads, 1))


def test_a_choice_is_told_by_its_value_and_not_by_its_number():
    claim = shipped("alignment.skyline_regret_le_of_threshold").claim
    texts = told(claim, found(claim).content)
    assert [text.splitlines()[0] for text in texts] == ["For step = 1/10.", "For step = 1."]


def test_a_tangent_and_an_inverse_are_told_with_what_is_left() -> None:
    x, signs, ball = terms.variable("x"), {"rule": "signs"}, {"rule": "ball"}
    right = terms.subtract(terms.multiply(terms.number(2), x), terms.log(x))
    state = State({"x": (Fraction(1, 4), None)}, (), frozenset(), (), (terms.ZERO, right), "<=")
    then = {"rule": "tangent", "at": "x", "by": "1", "positive": [signs, ball], "factor": ball, "then": signs}
    tree = {"rule": "cell", "order": ["x"], "laws": [], "bounds": [], "generators": [["l", "log", "x", signs]], "then": then}
    holds(state, tree)
    assert layout.plain(leaf_told(state, tree))[1:] == [
        "subtract y - 1 - log(y) >= 0 with y = x; this leaves x + 1;",
        "immediate from the ranges.",
    ]
    over = replace(state, sides=(terms.ZERO, terms.subtract(x, terms.number(Fraction(1, 8)))))
    turned = {**tree, "generators": [], "then": {"rule": "invert", "var": "x", "generators": [], "then": ball}}
    turned["then"]["then"] = {"rule": "product", "factors": [["x", -1, 1, signs], ["8 - x", 1, 1, signs]], "then": ball}
    holds(over, turned)
    assert layout.plain(leaf_told(over, turned))[1] == "replacing x by 1/x gives (8 - x)/(8 x) for 0 < x <= 4;"


def test_what_a_tangent_is_multiplied_with_may_be_nonnegative_by_a_fact_and_is_told_once() -> None:
    claim = shipped("decision_making.exponential_weights_second_order_le").claim
    text = told(claim, found(claim).content)[0].translate({ord(OPEN): None, ord(CLOSE): None})
    step = text[text.index("At an earlier step: 2/(") : text.index("At the first step")]
    lines = [line.strip() for line in step.splitlines()]
    (place,) = (k for k, line in enumerate(lines) if "y - 1 - log(y) >= 0" in line)
    assert any("v0" in line and "nonnegative by F" in line for line in lines[place:])
    uses = [line for line in step.splitlines() if line.startswith(4 * " " + "this uses")]
    assert 1 < len(uses) == len({*uses})


def test_every_rule_of_lemmas_can_be_told() -> None:
    from theory_lab.proofs.kernel.lemmas import LEMMAS
    from theory_lab.proofs.telling.lemmas import TOLD

    assert TOLD.keys() == LEMMAS.keys()


def test_equations_zeros_and_infinite_sums_are_told_in_few_words() -> None:
    """``chi^2(w_0 a + w_1 b | q) <= w_0 chi^2(a | q) + w_1 chi^2(b | q)``, of which none is infinite where ``q`` is positive."""
    claim = Claim(
        "convexity",
        Source("my notes", "Lemma 1"),
        lambda n: Space(w=Simplex(2), a=Simplex(n), b=Simplex(n), q=Simplex(n, positive=True)),
        sizes=(2, 3),
        lhs=lambda i: chi2(i.w[0] * i.a + i.w[1] * i.b, i.q),
        rhs=lambda i: i.w[0] * chi2(i.a, i.q) + i.w[1] * chi2(i.b, i.q),
    )
    (proof,) = for_all_sizes(claim, AMPLE)
    said = reading.told(patterns(claim, few=True)[0], proof)
    given = "0 <= w_0 <= 1, 0 <= w_1 <= 1, w_0 + w_1 = 1, q positive everywhere"
    assert said[0] == f"Let a, b, q be laws on any number of outcomes; {given}."
    assert "S0 <= w_0 S1 + w_1 S2 follows from Lemma 1:" in said and said[-1] == "  this is Lemma 1."


def test_squares_and_facts_are_told_with_their_multipliers() -> None:
    claim = shipped("coverage_principle.variance_le_hellinger").claim
    (text,) = told(claim, found(claim).content)
    assert "this is (g_c0 - S3)^2 + (g_c1 - S4)^2: each term is a square." in text
    assert "the factor q is nonnegative;" in text and "divide by q" not in text  # q may be 0
    known = "4 (v - w)^2 (M0 - g_c1^2 - g_c0^2) + 4 (v - w)^2 (M0 - S3^2 - S4^2)"
    why = "each term is nonnegative by Lemma 1 or by the definition of M0, times a nonnegative factor"
    assert f"subtract {known}, where {why}; this leaves" in text
    assert "this is ((S3 - g_c0) (2 v - w))^2 + ((S4 - g_c1) (2 v - w))^2 + 2 ((S3 + g_c0) (w - v))^2" in text


def test_both_ends_of_what_bends_down_are_told() -> None:
    claim = shipped("alignment.best_of_n_proxy_gap_le").claim
    text = told(claim, found(claim).content, 3)[0]
    assert "is concave in A0_base:" in text and "at the lower end, g(A0_base = 0) = 0: equality there." in text
    assert "at the upper end, g(A0_base = (1 - S1)/level) = 0: equality there." in text


def test_a_last_step_is_told_where_it_is_more_than_multiples_of_lemmas():
    claim = shipped("policy_optimisation.optimum_kl_le_range").claim
    (text,) = told(claim, found(claim).content)
    step = text[text.index("S1 <= log(M0/M1)^2/8 follows from Lemmas 3, 4, 6, 7, 8 and 9:") :]
    assert "write S0 = M1 + S2 (M0 - M1), as is known;" in step and "increases in M0:" in step
    # A long slope is told by its factors, of which one is a square.
    slope = "g' = (log(M0) - log(M1)) (S2 M0 + M1 S2 - M1)^2/(4 M0 (S2 M0 - M1 S2 + M1)^2) >= 0"
    assert f"{slope} for 1 <= M1, 0 <= S2, M1 < M0:" in step
    # So is what is left of a product: here that log S0 >= log M1.
    assert "the factors M1 and S0 are positive;\n    the remaining factor is log(S0) - log(M1);" in step


def test_a_lemma_is_multiplied_out_where_that_is_shorter():
    text = _told_with("alignment.rejection_tv_le", "(1/2) S1 - B0 S0 + B1 >= 0, at any outcome")
    assert "Lemma 3 (from Lemma 1). (1/2) S1 - B0 S0 + B1 >= 0, at any outcome" in text
    assert "(S0 + 1) (1 - B0)" not in text and "g = B0 S0 - B0^2 increases in S0:" in text


def test_comparisons_of_numbers_and_facts_that_are_0_are_not_told():
    claim = shipped("decision_making.optimistic_values_ge_optimal").claim
    text = told(claim, found(claim).content, 1)[0]
    assert "if 0 >" not in text and "(0)" not in text
    known = "subtract (M3 - M2 - surplus_c0 - rewards_c0) + (M2 - M0), where each term is nonnegative by Lemma 1"
    assert known in text


def test_an_equation_that_two_inequalities_prove_is_told_by_both():
    claim = shipped("divergences.kl_of_words_eq_chain").claim
    said = "\n".join(told(claim, found(claim).content))
    assert "= 0 for 0 < p_path, 0 < q_path, any S0, S1, by two inequalities:" in said
    assert "  >= 0, that is, " in said and "  <= 0, that is, " in said


# What a stranger needs to do a proof again


def _told(name: str, most: int | None = 3) -> str:
    claim = shipped(name).claim
    return "\n".join(told(claim, found(claim).content, most))


def _told_with(name: str, words: str) -> str:
    """The first of all proofs that is told with these words; to put all of them into words takes up to a minute."""
    claim = shipped(name).claim
    texts = ("\n".join(layout.plain(lines)) for lines in each_told(claim, found(claim).content, None))
    return next((text for text in texts if words in text), "")


def test_a_lemma_is_told_with_the_form_whose_sum_it_is_and_with_what_masses_sum_to() -> None:
    text = _told("alignment.win_rate_bounds", None)
    form = "base (2 B0 + T0) (B0 + (1/2) T0) - (1/2) base ((B0 + T0)^2 + (B0 + T0) B0 + B0^2)"
    known = "where base ((B0 + T0)^3 - B0^3)/T0 sums to 1, since masses by rank telescope;"
    assert f"It is the sum over outcomes of {form}, {known}\n  each summand is >= 0:" in text
    assert (
        "(1/2) base (((B0 + T0)^5 - B0^5)/T0), where base ((B0 + T0)^5 - B0^5)/T0 sums to 1" in text
    )  # a long one, not divided out
    assert "It is the sum over outcomes of p + q - abs(p - q), where p sums to 1 and q sums to 1;" in _told(
        "divergences.total_variation_le_bretagnolle_huber"
    )


def test_the_parts_of_cauchy_schwarz_and_of_jensen_are_named() -> None:
    text = _told("decision_making.two_tv_sq_le_kl")
    assert "U = 8 max(q ((p/q) log(p/q) - p/q + 1), 0), V = (1/3) p + (2/3) q, X = -2 abs(p - q), where p sums to 1" in text
    assert "  U V - X^2 >= 0 at each outcome:" in text
    text = _told("decision_making.donsker_varadhan_le")
    assert "F = q w, L = p log(w) + q - max(q ((p/q) log(p/q) - p/q + 1), 0) - p, where q sums to 1 and p sums to 1." in text
    # The other form of a lemma is told, not only that there is one.
    assert "Lemma 2. log(S1) + S2 - S0 >= 0, by the pointwise inequality of Lemma 1." in text


def test_masses_by_rank_beside_a_level_are_told_with_what_is_below() -> None:
    text, rank = _told("alignment.event_outranks_mass"), "reward + 2 [score >= 1/2]"
    assert (
        f"B0 >= 1 - S1 at every outcome where {rank} >= 2.\n  Let Q be their mass; all others, of mass 1 - Q, rank below.\n"
        in text
    )
    assert f"B0 <= 1 - S1 at every outcome where {rank} = 2, and B0 + T0 <= 1 - S1 where {rank} < 2.\n" in text
    assert "each summand is >= 0, so the sum is at least any one of them:" in _told("divergences.kl_le_reverse_pinsker")


def test_a_sum_is_told_where_its_formula_has_no_value() -> None:
    both = "max(q ((p/q) log(p/q) - p/q + 1), 0), taken as q where p = 0 < q, infinity where q = 0 < p, 0 where all vanish."
    assert both in _told("decision_making.two_tv_sq_le_kl")
    assert "- p/q + 1), 0), taken as q where p = 0." in _told("coverage_principle.coverage_le_kl")  # q is positive


def test_what_makes_a_slope_have_its_sign_is_told() -> None:
    slope = "g' = T0 (2 log(2) - 2 log(T0 B0 + 2) + T0 B0)/(T0 B0 + 1)^3 >= 0 for 0 < T0, 0 < B0:"
    known = "this is 2 times y - 1 - log(y) >= 0 with y = (1/2) T0 B0 + 1."
    text = _told_with("alignment.best_of_n_kl_le", slope)
    assert slope in text and known in text[text.index(slope) :].split("it is at least")[0]
    # A slope whose sign is seen from its factors is told by these.
    assert "g' = (t - 1)^3/(t^2 (t + 2)^2) >= 0 for 1 < t;" in _told("decision_making.two_tv_sq_le_kl")


def test_what_makes_points_impossible_is_told() -> None:
    text = _told("divergences.total_variation_le_bretagnolle_huber")
    told_so = text[text.index("this case is empty, since (2 u^2 log(u) - u^2 + 1) s^2 >= 0 for 0 < s <= 1, 0 < u:") :]
    assert "subtract 2 u^2 times y - 1 - log(y) >= 0 with y = 1/u; this leaves (u - 1)^2;" in told_so


def test_what_is_to_be_positive_is_called_so_with_what_it_rests_on() -> None:
    """``S1 >= S0^2`` and ``S0 > 0`` make ``S1`` positive; that it is nonnegative would not be enough."""
    assert "to show: S1 > 0 for 0 < S0, S0^2 <= S1;\n    the factor S1 is positive." in _told("coverage_principle.root_mean_ge")


def test_steps_say_which_lemmas_and_which_multipliers() -> None:
    text = _told("decision_making.igw_regret_le")
    part = "this is (1/(2 offset M1)) (M1 S2 + offset^2 M1 S1 + 2 offset M1 S0 - 2 offset M0 M1 - M1)"
    assert f"{part}: nonnegative by Lemma 3, times a nonnegative factor." in text
    assert "+ M1 S2 + M1 - 1 >= 2 offset M0 M1 + 2 M1 - 1." in text  # less what has a minus sign is told with a plus
    # A step that no lemma makes is one that has to be shown.
    assert "from the ranges alone:\n  to show: (1/8) (S2 - 2)^2 >= 0 for any S2;" in _told(
        "decision_making.exp_neg_kl_le_testing_error"
    )


def test_a_comparison_by_squares_names_both_sides_and_shows_the_larger_one_nonnegative() -> None:
    text = _told("divergences.total_variation_le_bretagnolle_huber")
    named = "this is X - Y with X = 1 - (1/2) exp(-S1) and Y = sqrt(1 - exp(-S1)), where X >= 0; X^2 - Y^2 >= 0 suffices;"
    assert f"{named}\n  this uses 1 - (1/2) exp(-S1) >= 0 for 0 <= S1:" in text


def _lines(right, ranges, facts, tree, relation="<="):
    """What is said of ``0 <= right``, after the kernel accepted it."""
    state = State(ranges, (), frozenset(), tuple(facts), (terms.ZERO, right), relation)
    whole = {"rule": "cell", "order": list(ranges), "laws": [], "bounds": [], "generators": [], "then": tree}
    holds(state, whole)
    return layout.plain(leaf_told(state, whole))


def test_coordinates_in_which_all_coefficients_are_nonnegative_are_told_with_the_polynomial() -> None:
    """``x**2 - 3 x y`` and ``x**2 - 3 x y + 1`` for ``x >= 2`` and ``y <= 0``, and ``3 - 2 x + x y`` between ends."""
    x, y = map(terms.variable, "xy")
    square = terms.subtract(terms.power(x, 2), terms.multiply(terms.number(3), terms.multiply(x, y)))
    ranges = {"x": (Fraction(2), None), "y": (None, Fraction(0))}
    assert _lines(square, ranges, (), {"rule": "signs"})[1:] == ["each factor has a known sign on these ranges."]
    assert _lines(terms.add(square, terms.ONE), ranges, (), {"rule": "signs"})[1:] == [
        "substitute y = -d_y with d_y >= 0;",
        "this is 3 x d_y + x^2 + 1, whose coefficients are nonnegative.",
    ]
    right = terms.add(terms.subtract(terms.number(3), terms.multiply(terms.number(2), x)), terms.multiply(x, y))
    ends = {"x": (Fraction(1, 2), Fraction(1)), "y": (Fraction(0), Fraction(5))}
    assert _lines(right, ends, (), {"rule": "signs"})[1:] == [
        "substitute x = ((1/2) + d_x)/(1 + d_x), y = 5 d_y/(1 + d_y) with d_x, d_y >= 0;",
        "a positive multiple is 6 d_x d_y + (9/2) d_y + d_x + 2, whose coefficients are nonnegative.",
    ]
    # A new letter is that of its variable.
    assert layout.lettered(["p_by_q = 2 + d_p_by_q"], ["p"]) == ["t = 2 + d_t"]


def test_what_was_told_word_for_word_is_not_told_again() -> None:
    block = ["  if a:", "    to show: b;", "    c."]
    inside = [f"  {line}" for line in block]
    assert layout.once([*block, "  if d:", *inside, "    e."]) == [*block, "  if d:", "    if a: as above.", "    e."]
    assert layout.once([*block, "  if d:", *block[1:]]) == [*block, "  if d:", *block[1:]]  # under other words


def test_roots_and_sizes_in_tex_go_over_all_of_their_brackets() -> None:
    text = layout.tex([f"{OPEN}sqrt(1 - exp(-S1)) + abs(p - sqrt((q + 1)/2)) <= d_t, B0 + max(a, b){CLOSE}"])
    assert r"$\sqrt{1 - \exp(-S_{1})} + \lvert{}p - \sqrt{(q + 1)/2}\rvert{} \le d_{t}$, $B_{0} + \max(a, b)$" in text
    assert r"\hangindent=2em" in text  # a line that is broken goes on further to the right


def test_what_code_puts_in_the_place_of_zeros_has_a_name_that_is_told() -> None:
    text = _told("policy_optimisation.optimum_kl_le_range")
    assert "max(ref ((weight/S0) log(nonzero(weight/S0)) - weight/S0 + 1), 0)" in text
    assert "  nonzero(a) is a where it is not 0, and 1 elsewhere." in text and "if abs(" not in text


def test_what_cannot_be_infinite_is_told_apart() -> None:
    """``E w^2 <= N^2/(2 N - 1)``: where the smaller side were infinite, the larger one would not be."""
    text = _told("alignment.best_of_n_coverage_le")
    assert "S0 cannot be infinite: its term is finite at every outcome." in text
    assert "the larger side" not in text.split("follows from Lemma 1")[-1]
    assert "If S1 is infinite, so is the larger side, provided both sides have values." in _told(
        "decision_making.two_tv_sq_le_kl"
    )


def test_of_many_lemmas_one_of_each_kind_is_told_and_of_such_proofs_one():
    """Some lemmas for each of 23 budgets: what differs in numbers alone is stated and not told again."""
    claims = dict(find([]))
    claim = load(claims["alignment.best_of_n_regret_le_linf_tuned"], spaces=False)
    (text,) = told(claim, found(claim).content)
    lemmas = [line for line in text.splitlines() if line.startswith("Lemma ")]
    assert len(lemmas) > reading.MANY and sum(", by the steps of Lemma " in line for line in lemmas) > len(lemmas) / 3
    again = next(line for line in lemmas if ", by the steps of Lemma " in line)
    model = again.rpartition(" ")[2].rstrip(".")
    assert f"Lemma {model}. " in text and ">= 0" in again
    tuned = load(claims["alignment.best_of_n_regret_le_tuned"], spaces=False)
    assert rest(tuned, found(tuned).content).startswith("This is 1 of 2 proofs")


def test_ends_of_ranges_are_told_with_all_of_their_digits():
    """Rounded ones would be other ends."""
    ends = [Quotient(fmpq(123456789, 10**9)), Quotient(fmpq(1060659, 10**6))]
    field = Field((Side("v", *ends),), (Generator("v"),), {})
    assert cell_told(field, Quotient(generator(0))).replace(OPEN, "").replace(CLOSE, "") == " for 0.123456789 <= v <= 1.060659"


def test_what_is_seen_or_was_said_is_not_told() -> None:
    """The divergence of a test: affine in the test, hypotheses as lemmas, and factors that come back in each part of a range."""
    claim = shipped("divergences.kl_of_test_le_kl").claim
    (text,) = told(claim, found(claim).content, 3)
    assert "Lemma 1. 1 - S0 > 0: immediate from the ranges.\n" in text and " is affine in f:\n" in text and "g'' = 0" not in text
    lines = [line.strip() for line in text.splitlines()]
    assert lines[lines.index("if t <= S0/S1:") + 1] == "divide by S1 t > 0;"
    assert lines[lines.index("if t <= S0/S1:") - 1].startswith("the remaining factor is ")
    claim = shipped("coverage_principle.coverage_le_kl").claim
    (text,) = told(claim, found(claim).content, 3)
    assert "if t < level: level max(q (t log(t) - t + 1), 0) >= 0 because all its parts are nonnegative.\n" in text
    assert "g' = log(t) <= 0;\n" in text and "this is Lemma 1.\n" in text
    claim = shipped("decision_making.sum_le_conditional_means.above").claim
    step = told(claim, found(claim).content)[0].partition("follows from")[2]
    assert "this is X - Y with X = 1" in step and "the remaining factor is S0 exp(S0" not in step
    claim = shipped("alignment.best_of_n_sharpens").claim
    text = told(claim, found(claim).content, 3)[0]
    sum_of = "  It is the sum over outcomes of base [base >= M0];\n"
    assert f"{sum_of}  each summand is >= 0 because all its parts are nonnegative.\n\nLemma 2." in text
    claim = shipped("coverage_principle.failure_between_coverages").claim
    text = told(claim, found(claim).content, 3)[0]
    assert text.splitlines()[-2:] == [
        "(1 - 1/level) S0 <= 1 - S1 follows from Lemma 1.",
        "1 - S1 <= S0 + (1 - S0) (1 - 1/level) follows from Lemma 2.",
    ]


def test_within_a_case_nothing_asks_again_for_what_it_says() -> None:
    p, q = map(terms.variable, "pq")
    inner = terms.divide(terms.multiply(p, q), terms.choose(terms.above(q, terms.ZERO), q, terms.ONE))
    case = terms.choose(terms.above(q, terms.ZERO), terms.add(inner, q), terms.choose(terms.above(q, terms.ZERO), q, p))
    assert formula(tidied(case, frozenset())) == "(p + q if q > 0, else p)"
    assert formula(tidied(terms.choose(terms.above(q, terms.ZERO), q, terms.ZERO), frozenset())) == "max(q, 0)"


SPELT = ["coverage_principle.coverage_le_kl_in_odds", "coverage_principle.coverage_le_kl_steps", "divergences.jeffreys_ge_odds"]


@pytest.mark.parametrize("name", SPELT)
def test_a_name_in_a_proof_is_told_also_where_the_claim_does_not_use_it(name: str) -> None:
    text = _told(name)
    for word in ("kept", "nonzero"):
        assert (f"{word}(" in text) == (f"  {word}(a) is a where" in text)


# What a referee asks for


def test_a_comparison_has_what_is_subtracted_on_the_other_side_and_its_number_on_the_right() -> None:
    t, p, level, zero = (terms.variable(name) for name in ("t", "p", "level", "z"))
    gap = terms.subtract(terms.multiply(t, p), terms.multiply(level, p))
    assert formula(tidied(terms.Term("ge", gap, terms.ZERO), frozenset("p"))) == "t >= level"
    assert formula(tidied(terms.Term("gt", terms.ZERO, gap), frozenset("p"))) == "t < level"
    assert formula(tidied(terms.Term("ge", gap, terms.ZERO), frozenset())) == "t p >= level p"  # p may be 0
    less = terms.subtract(terms.number(1), t)
    assert [formula(terms.Term(op, *sides)) for op, sides in (("ge", (less, terms.ZERO)), ("gt", (terms.ZERO, less)))] == [
        "t <= 1",
        "t > 1",
    ]
    assert formula(terms.above(terms.number(2), zero)) == "z < 2"


def test_products_with_quotients_say_no_more_than_they_have_to() -> None:
    a, b, c = map(terms.variable, "abc")
    half, inverse = terms.divide(a, terms.number(2)), terms.Term("div", terms.ONE, c)

    def shown(left: terms.Term, right: terms.Term, positive: str = "") -> str:
        return formula(tidied(terms.Term("mul", left, right), frozenset(positive)))

    assert shown(terms.multiply(terms.number(4), half), terms.divide(b, terms.number(2))) == "a b"
    assert shown(a, inverse) == "a/c" and shown(half, b) == "a b/2"
    assert shown(terms.Term("div", a, c), c, "c") == "a" and shown(terms.Term("div", a, c), c) == "(a/c) c"  # 0/0 has no value
    assert formula(terms.Term("mul", terms.ONE, a)) == "a" and formula(terms.Term("neg", terms.Term("neg", a))) == "a"


def test_a_case_that_is_seen_to_be_empty_is_no_case() -> None:
    text = _told("divergences.log_sum_with_zeros_le")
    assert "    here S1 > 0;\n    if S0 > 0:\n" in text and "this case is empty" not in text
    assert "Lemma 6 (from Lemmas 3, 4 and 5). (log(S1) - log(kept(S0)) - 1) S0 + S0 + S2 >= 0." in text
    listed = ["if a:", "  here b;", "  here c;", "  d."]
    assert layout.joined(listed) == ["if a:", "  here b, c;", "  d."]
    assert layout.joined(["write p = t^2;", "write q = 1 - p, as is known;"]) == [
        "write p = t^2;",
        "write q = 1 - p, as is known;",
    ]


def test_what_defines_a_maximum_is_no_hypothesis() -> None:
    text = _told("policy_optimisation.optimum_kl_le_range")
    assert "since weight - M1 >= 0 for 1 <= weight <= 4, any M1:\n          this holds by the definition of M1." in text
    text = _told("decision_making.gap_coefficient_ge")
    assert "this holds by the definition of M0." in text and "root(" not in text and "sqrt(2)^2" not in text
    text = _told("decision_making.freedman_bennett_le_one")
    assert "subtract L3, which is nonnegative by Lemma 3, with L3 the left side of Lemma 3; this leaves" in text


def test_factors_have_the_signs_with_which_they_are_positive() -> None:
    text = _told("backtracking.leaf_mass_of_levels")
    assert "to show: (1 - noise) (kappa - 1) (kappa + 1)/kappa >= 0 for" in text
    assert "which is nonnegative as given; this leaves 3 > 0." in text
    text = _told("alignment.excess_mass_le_coverage")
    assert "to show: base (t - 2 level)^2 >= 0" in text and "and the factor t - 2 level occurs to an even power." in text
    assert "      if t >= level:\n" in text and "      if t < level:\n" in text


def test_facts_of_an_induction_have_names() -> None:
    text = _told("backtracking.distance_decays")
    assert (
        "this is (1 - c0)^2 F3 + (2 c0 - 3 c0^2) (weights_0 (v0 - v1) + weights_1 (v2 - v1))^2: each term is a square or" in text
    )
    assert "F3: v3 (" in text and text.endswith("this holds by F3.")
    text = _told("decision_making.lock_success_eq")
    assert ", 0 >= 0" not in text and "1 of 2" not in text


def test_on_a_tree_it_is_said_how_nodes_give_the_claim_and_where_nothing_is_to_show() -> None:
    text = _told("divergences.hellinger_of_words_le_chain")
    assert text.startswith("The sides are sums over the nodes of the tree; ") and "0 <= 0" not in text and "S0 <= S0" not in text
    assert "Kind 5 of 5: a node of the tree; its children are the outcomes.\n  Here all sides are the same." in text


def test_entries_have_indices_in_tex_and_long_products_can_be_broken() -> None:
    text = layout.tex([f"{OPEN}weights_0 A0_p x{CLOSE}", "Lemma 2 (from Lemma 1). So.", "  by Lemma 1."])
    assert r"\textbf{Lemma 2 (from Lemma 1).} So." in text and "by Lemma 1." in text
    assert r"$\mathit{weights}_{0}\,\penalty1500 {A_{0}}_{p}\,\penalty1500 x$" in text and r"\begin{proof}\raggedright" in text
