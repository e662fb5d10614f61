"""What is wrong with a request is said in one sentence, before anything large is built."""

from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decisions import classes
from theory_lab.decisions.coefficients import boxes, constrained, linear_bandits, lipschitz_bandits, references
from theory_lab.decisions.coefficients import finite_classes as dec
from theory_lab.decisions.dimensions import designs, function_classes
from theory_lab.decisions.play import (
    coin_pulls,
    confidence,
    estimation,
    exact_regret,
    experts,
    learners,
    minimax,
    structured_learners,
)
from theory_lab.numbers.whole.programs import Infeasible, Unbounded, solve_program

half = Fraction(1, 2)
TWO = classes.two_points(half)
EVEN = np.array([half, half], dtype=object)
THREE = classes.ModelClass(np.full((1, 1, 2, 3), Fraction(1, 3), dtype=object), np.arange(3), np.array([1]))
CONTEXTS = classes.bernoulli([[[half, 0], [0, half]]])
WIDTH = xp.exact(1)
LEADS = coin_pulls.ucb_leads(half, WIDTH)


def played(learner):
    return lambda: exact_regret.regrets(learner, TWO, 2)


REQUESTS = {
    "an empty class": (lambda: classes.bernoulli([]), "at least one model"),
    "an empty grid": (lambda: classes.grid([]), "at least one model"),
    "a ragged class": (lambda: classes.bernoulli([[half, half], [half]]), "one row for each"),
    "a row that is a number": (lambda: classes.bernoulli([half, half]), "one row for each"),
    "tables of tables": (lambda: classes.bernoulli([[[[half]]]]), "one row for each"),
    "an empty linear class": (lambda: classes.linear([], []), "needs features and parameters"),
    "a mean above 1": (lambda: classes.bernoulli([[half, Fraction(3, 2)]]), "row 1 of model 0 .* has a negative entry"),
    "a mean that is no number": (lambda: classes.bernoulli([[0.5, float("nan")]]), "row 1 of model 0 .* sums to nan"),
    "a gap above 1": (lambda: classes.two_points(Fraction(3)), "no law"),
    "an empty table": (lambda: dec.decision_coefficient([], [], 1), "at least one row"),
    "an offset of 0": (lambda: dec.decision_coefficient([[half, 0]], [[0, half]], 0), "must be positive, not 0"),
    "a negative offset": (lambda: dec.bandit_coefficient(3, -1), "must be positive, not -1"),
    "no arm": (lambda: dec.bandit_coefficient(0, 1), "at least one arm, not 0"),
    "no weighting": (lambda: dec.inverse_gap_weighting(np.array([0.5, 0.2]), 0), "must be positive, not 0"),
    "a box without offset": (lambda: boxes.box_coefficient([half, half], Fraction(0)), "must be positive, not 0"),
    "a search without offset": (
        lambda: references.worst_reference([[half, 0]], Fraction(-1), 3, np.random.default_rng(0)),
        "must be positive, not -1",
    ),
    "a search without starts": (
        lambda: references.worst_reference([[half, 0]], Fraction(1), 0, np.random.default_rng(0)),
        "needs a start",
    ),
    "an empty constrained class": (lambda: constrained.constrained_coefficient([], [], half), "a class needs gaps"),
    "E2D without offset": (played(estimation.estimation_to_decisions(TWO, EVEN, 0)), "must be positive, not 0"),
    "SquareCB without offset": (lambda: estimation.square_cb(TWO, EVEN, 0), "must be positive, not 0"),
    "a log-determinant without offset": (lambda: linear_bandits.log_det_law(np.eye(2), np.zeros(2), 0), "must be positive"),
    "features on a line": (lambda: linear_bandits.log_det_law(np.ones((2, 2)), np.zeros(2), 1.0), "do not span 2"),
    "a Lipschitz class without offset": (lambda: lipschitz_bandits.lipschitz_coefficient(np.ones(3), 0), "must be positive"),
    "a cover without offset": (lambda: lipschitz_bandits.cover_bound(Fraction(0)), "must be positive"),
    "a cover of a point": (lambda: lipschitz_bandits.cover_bound(Fraction(1), 1), "2 points or more, .*, not 1"),
    "a cover of less": (lambda: lipschitz_bandits.cover_bound(Fraction(1), -2), "2 points or more, .*, not -2"),
    "a negative slope": (lambda: lipschitz_bandits.cover_bound(Fraction(1), slope=Fraction(-1)), "at least 0, not -1"),
    "a falling Lipschitz class": (lambda: lipschitz_bandits.lipschitz_coefficient(np.ones(2), 1.0, -1.0), "at least 0, not -1.0"),
    "a Lipschitz class on a point": (lambda: lipschitz_bandits.lipschitz_coefficient(np.ones(1), 1.0), "2 points or more, not 1"),
    "a box upside down": (lambda: boxes.box_coefficient([half], Fraction(1), Fraction(1), Fraction(0)), "not 1 above 0"),
    "a box without arms": (lambda: boxes.box_coefficient([], Fraction(1)), r"at least one arm, not shape \(0,\)"),
    "an unknown pattern": (lambda: constrained.pattern_value([[half, 0]], [[0, half]], half, [-1]), "0 to 0, not -1"),
    "a negative slack": (lambda: designs.optimal_design([[1, 0], [0, 1]], slack=-1), "at least 0, not -1"),
    "a negative radius": (
        lambda: function_classes.disagreement_coefficient([[1]], [1], half, -half),
        "at least 0, not 1/2 and -1/2",
    ),
    "a negative scale": (
        lambda: function_classes.disagreement_coefficient([[1]], [1], -half, half),
        "at least 0, not -1/2 and 1/2",
    ),
    "a code of less than no bits": (lambda: classes.cheating_code(-1), "at least 0 bits, not -1"),
    "a prior on fewer models": (lambda: minimax.bayes_plan(TWO, EVEN[:1], 2), r"2 models is needed, not one of shape \(1,\)"),
    "a prior that is no number": (
        lambda: learners.posterior(TWO.floats(), np.array([np.nan, 1.0]), np.zeros((1, 2, 2, 1), int)),
        "a prior on 2 models",
    ),
    "three outcomes": (lambda: exact_regret.regrets(learners.epsilon_greedy(half), THREE, 2), "not 3 outcomes"),
    "three outcomes for UCB": (lambda: exact_regret.regrets(learners.upper_confidence(2, WIDTH), THREE, 2), "not 3 outcomes"),
    "UCB beyond its horizon": (
        lambda: exact_regret.regrets(learners.upper_confidence(2, WIDTH), TWO, 8),
        "pulled 3 times, but the learner is for 2 rounds",
    ),
    "UCB without a round": (lambda: learners.upper_confidence(0, WIDTH), "at least 1, not 0"),
    "UCB of negative width": (lambda: learners.upper_confidence(2, -WIDTH), "at least 0, not .*-1"),
    "a walk of less than no step": (lambda: experts.walk_value(-1), "at least 0, not 2 and -1"),
    "no expert at worst": (lambda: experts.hedge_worst_regret(WIDTH, 0, 2), "an expert and a horizon of at least 0, not 0 and 2"),
    "less than no round at worst": (lambda: experts.hedge_worst_regret(WIDTH, 2, -1), "at least 0, not 2 and -1"),
    "losses that are not relative": (lambda: experts.experts_value(2, 0, (1, 2)), r"2 experts relative .*, not \(1, 2\)"),
    "losses of fewer experts": (lambda: experts.experts_value(3, 1, (0, 1)), r"3 experts relative .*, not \(0, 1\)"),
    "a confidence set that nothing fits": (lambda: confidence.optimistic_regret(TWO.means, 0, [0], -1), "at least 0, not -1"),
    "a truth outside the class": (
        lambda: confidence.optimistic_regret(TWO.means, 2, [0], 1),
        "one of 2 functions, from 0, not 2",
    ),
    "models that nothing fits": (lambda: structured_learners.confidence_upper(TWO, -1.0), "at least 0, not -1.0"),
    "features in contexts": (
        lambda: exact_regret.regrets(structured_learners.linear_upper(np.eye(2), 1.0, 1.0), CONTEXTS, 2),
        "has 1, not 2",
    ),
    "a coin of mean 2": (lambda: coin_pulls.expected_pulls(Fraction(2), 5, 2, LEADS), "a probability, not 2"),
    "a coin without a round": (lambda: coin_pulls.expected_pulls(half, 0, 2, LEADS), "at least 1, not 0 and 2"),
    "a coin of negative width": (lambda: coin_pulls.ucb_leads(half, -WIDTH), "at least 0, not -1.0"),
    "epsilon of 2": (lambda: learners.epsilon_greedy(Fraction(2)), "must be a probability, not 2"),
    "no exploration": (lambda: learners.explore_then_commit(0), "at least one pull"),
    "no failure": (lambda: learners.book_width(3, 2, Fraction(0)), r"must lie in \(0, 1\], not 0"),
    "a width of no round": (lambda: learners.book_width(0, 2, half), "one round and one arm, not of 0 and 2"),
    "a width of no arm": (lambda: learners.short_width(3, 0, half), "one round and one arm, not of 3 and 0"),
    "a prior of mass 3/2": (played(learners.posterior_sampling(TWO, EVEN + np.array([0, half]))), "sums to 3/2"),
    "a short prior": (played(learners.posterior_sampling(TWO, EVEN[:1])), "a prior on 2 models"),
    "no experts": (lambda: experts.experts_value(0, 3), "needs an expert"),
    "no round": (lambda: minimax.minimax_regret(TWO, 0), "at least one round"),
    "states that do not fit": (
        lambda: exact_regret.states_of((1, 2, 2), 1000),
        "167,668,501 count states, beyond the limit of 20,000,000",
    ),
    "likelihoods that do not fit": (
        lambda: minimax.minimax_enclosure(classes.grid([0.1, 0.5, 0.9], 3), 60),
        r"2,453,186,736 numbers \(18,716 MB\), beyond the limit of 134,217,728",
    ),
    "a program that does not fit": (lambda: minimax.program_value(classes.grid([0.1, 0.5, 0.9]), 120), "beyond the limit"),
    "an exact program that does not fit": (lambda: minimax.minimax_regret(TWO, 40), "246,820 variables and 123,410 flows"),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_requests_that_make_no_sense_are_refused(name):
    request, words = REQUESTS[name]
    with pytest.raises(ValueError, match=words):
        request()


FLOATS = {
    "the offset": lambda x: dec.decision_coefficient([[1, 0]], [[0, 1]], x),
    "the gap": lambda x: dec.decision_coefficient([[1, x]], [[0, 1]], 1),
    "the divergence": lambda x: dec.decision_coefficient([[1, 0]], np.array([[half, x]], dtype=object), 1),
    "the offset of a bandit": lambda x: dec.bandit_coefficient(3, x),
    "the gap of two points": classes.two_points,
    "a mean": lambda x: classes.bernoulli([[half, x]]),
    "a weight of a context": lambda x: classes.bernoulli([[[half], [half]]], [x, x]),
    "a feature": lambda x: classes.linear([[x]], [[half]]),
    "the height of the code": lambda x: classes.cheating_code(1, half, x),
    "epsilon": lambda x: confidence.misleading_class(2, x),
    "the estimate of a box": lambda x: boxes.box_coefficient([half, x], Fraction(1)),
    "an end of a box": lambda x: boxes.box_coefficient([half, half], Fraction(1), low=x),
    "the offset of a cover": lipschitz_bandits.cover_bound,
    "the slope of a cover": lambda x: lipschitz_bandits.cover_bound(Fraction(1), slope=x),
    "the radius": lambda x: constrained.constrained_coefficient([[half, 0]], [[0, half]], x),
    "a constrained gap": lambda x: constrained.pattern_value([[x, 0]], [[0, half]], half, []),
    "the scale": lambda x: function_classes.eluder_at([[half]], x),
    "a function": lambda x: function_classes.star_number([[x]], half),
    "the law": lambda x: function_classes.disagreement_coefficient([[half, 0]], [x, x], half, half),
    "a feature of a design": lambda x: designs.optimal_design([[1, 0], [0, x]]),
    "the failure": lambda x: learners.book_width(3, 2, x),
    "a mean of a reference": lambda x: references.worst_reference([[x, 0]], Fraction(1), 1, np.random.default_rng(0)),
}


@pytest.mark.parametrize("value", [0.5, np.float32(0.5)])
@pytest.mark.parametrize("name", FLOATS)
def test_floats_are_refused_where_answers_are_exact(name, value):
    with pytest.raises(TypeError, match=r"0\.5 is a float, which exact arithmetic does not take; write Fraction\(1, 2\)"):
        FLOATS[name](value)


def test_programs_without_solution_say_so():
    with pytest.raises(Infeasible, match="no point satisfies"):
        solve_program([1], [[1]], [-1])
    with pytest.raises(Unbounded, match="unbounded below"):
        solve_program([-1], [[-1]], [0])


def test_degenerate_gaps_cost_nothing():
    """Arms of equal mean: no regret for anybody, and the coefficient of a class without gaps is 0 at its own mean."""
    models = classes.two_points(Fraction(0))
    assert minimax.minimax_regret(models, 3).value == 0
    assert exact_regret.regrets(learners.uniform, models, 3).tolist() == [0, 0]
    assert dec.decision_coefficient([[0, 0]], [[0, 0]], 1).value == 0
    law = dec.inverse_gap_weighting(np.array([0.5, 0.5, 0.5]), Fraction(4))
    assert np.abs(law - 1 / 3).max() <= 2.0**-50
