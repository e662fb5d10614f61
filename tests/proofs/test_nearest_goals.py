"""Of the goals that a search leaves open the one is told that is nearest to a proof, in the reader's names."""

from tests.proofs.means import E
from tests.proofs.searches import AMPLE, LITTLE, for_all_sizes
from tests.proofs.test_kernel import field
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.search.combinations import Combinations
from theory_lab.proofs.search.goals.left import Goal
from theory_lab.proofs.search.goals.nearest import AT_OUTCOME, OF_SUMS, Goals, nearest

SOURCE = Source("my notes", "Lemma 1", status="derived")
WHERE = field(x=(0, 1), y=(0, 1))


def goal(text, *facts):
    return Goal(WHERE.quotient_of(text), WHERE, facts=tuple(map(WHERE.quotient_of, facts)))


def left_of(seconds, space, lhs, rhs, **more):
    """What is left open for all sizes."""
    found, left = found_for_all_sizes(Claim("a <= b", SOURCE, space, sizes=(2, 3), lhs=lhs, rhs=rhs, **more), seconds)
    assert found is None
    return left


def offered(*told, lacking=()):
    goals = Goals()
    for why in lacking:
        goals.lack(why)
    for one in told:
        goals.offer(*one) if isinstance(one, tuple) else goals.offer(one)
    return goals


def test_a_goal_that_may_be_true_is_told_before_a_shorter_one_that_is_false():
    told = str(offered(goal("x - y"), goal("x**2 - 2*x*y + y**2 + x")))
    assert told.startswith("open: y^2 - 2 x y + x^2 + x >= 0") and "tightest seen" in told


def test_a_goal_at_an_outcome_is_told_before_one_about_sums():
    told = offered((goal("x + y"), OF_SUMS), (goal("x + y + x*y"), AT_OUTCOME))
    assert str(told).startswith("open: x y + y + x >= 0")


def test_what_a_function_lacks_is_told_where_there_is_no_goal():
    assert str(offered(lacking=["a logarithm or a root needs x > 0"])) == "a logarithm or a root needs x > 0"
    assert str(offered(goal("x - y"), lacking=["a logarithm or a root needs x > 0"])).startswith("open: x - y >= 0")
    assert str(Goals()) == ""


def test_what_is_asked_beside_the_way_is_told_last():
    goals = Goals()
    with goals.beside():
        goals.offer(goal("x + y"))
    assert str(goals).startswith("open: y + x >= 0")
    goals.offer(goal("x - y"))
    assert str(goals).startswith("open: x - y >= 0")


def test_what_belongs_to_a_step_that_has_a_proof_is_forgotten():
    goals = offered(goal("x - y"), lacking=["a logarithm or a root needs x > 0"])
    goals.closed(0)
    assert str(goals) == ""
    goals.offer(goal("y - x"))  # another way, no further than the first
    assert str(goals) == ""
    goals.step = 1
    goals.offer(goal("x - y**2"))
    assert "y^2" in str(goals)


def test_after_a_new_lemma_sums_are_looked_at_again():
    goals = offered((goal("x - y"), OF_SUMS), lacking=["a logarithm or a root needs x > 0"])
    goals.restarted()
    assert str(goals) == ""


def test_facts_of_a_goal_are_told_and_exclude_points():
    told = str(goal("x - y", "x - y - x*y"))
    assert "given " in told and "tightest seen" in told and "false" not in told
    assert "false as it stands" in str(goal("x - y"))
    goals = offered(goal("x - y"), goal("x - y", "x - y - x*y"))  # the same with more that is known
    assert "false" not in str(goals)


def test_of_texts_the_one_with_a_goal_that_may_be_true_is_nearest():
    true, false = "open: x >= 0; tightest seen: 0 at x = 0", "open: -x >= 0; false as it stands: -1 at x = 1"
    assert nearest("", "out of time", false, true) == true and nearest("why", false) == false and nearest("", "why") == "why"


def test_a_sum_that_is_known_to_be_positive_in_the_end_is_no_reason():
    """``log sum exp`` is smooth: that the sums of exponentials are positive is found on the way."""
    left = left_of(
        6,
        lambda n: Space(x=Table(n, 0, 1), y=Table(n, 0, 1)),
        lambda i: xp.log(xp.sum(xp.exp(i.y))) - xp.log(xp.sum(xp.exp(i.x))),
        lambda i: xp.sum(xp.exp(i.x) * (i.y - i.x)) / xp.sum(xp.exp(i.x)) + xp.ratio(1, 2),
    )
    assert left.startswith("open: ") and "was not shown" not in left and " is the sum over outcomes of exp(y)" in left


def test_a_goal_about_sums_is_tight_at_an_instance():
    """No law has the mean square 0 and the mean 1, as free variables have."""
    left = left_of(
        3,
        lambda n: Space(p=Simplex(n), f=Table(n, 0, 1), s=Ratio(0, 1)),
        lambda i: xp.exp(i.s * E(i, i.f**3)) * E(i, i.f**2) ** 2,
        lambda i: xp.exp(i.s * E(i, i.f)) * (E(i, i.f) ** 3 + xp.ratio(3, 20)),
    )
    assert "tightest seen: " in left and ", where p = (" in left and "false" not in left


def gaps(i):
    return xp.max(i.mu) - i.mu


def regret(share):
    """Pulls of arms times their gaps, where pulls times the squares of the gaps are bounded."""
    return Claim(
        "regret",
        SOURCE,
        lambda n: Space(mu=Table(n, 0, 1), pulls=Table(n, 0, 100), level=Ratio(xp.ratio(1, 100), 1), c=Ratio(0, 50)),
        sizes=(2, 3),
        given={"seldom": lambda i: xp.max(i.pulls * gaps(i) ** 2) <= i.c},
        lhs=lambda i: xp.max(i.mu) * xp.sum(i.pulls) - xp.sum(i.pulls * i.mu),
        rhs=lambda i: i.level * xp.sum(i.pulls) + xp.sum(xp.where(gaps(i) > i.level, share * i.c / i.level, 0)),
    )


def test_a_goal_that_hypotheses_make_true_is_not_called_false(monkeypatch):
    """What ``c >= M >= n gap^2`` says is told with it, where the search lacks the step."""
    monkeypatch.setattr(Combinations, "_without_variable", lambda *_: None)
    _, left = found_for_all_sizes(regret(1), AMPLE)
    assert "given c - M1 >= 0" in left and "false" not in left and "M1 is the maximum over outcomes of pulls " in left, left


def test_a_goal_follows_from_two_facts_of_which_each_rids_it_of_a_variable():
    """By the inequality of arithmetic and geometric means, ``gap <= level + gap^2/(4 level)``, and 1/4 is the best constant."""
    assert for_all_sizes(regret(xp.ratio(1, 4)), AMPLE) is not None
    assert for_all_sizes(regret(xp.ratio(99, 400)), LITTLE) is None
