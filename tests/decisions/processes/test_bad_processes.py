"""What no decision process has is refused in one sentence."""

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decisions.processes import bellman_ranks, mdps, optimistic_values, reachability

NONE = float("nan")


def ones(*shape):
    return xp.exact(np.ones(shape, int))


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (lambda: mdps.Process(np.array([[[[NONE, 0.5]], [[1, 0]]]]), np.zeros((2, 2, 1)), np.eye(2)[0]), "sums to nan"),
        (lambda: mdps.Process(np.array([[[[0, 1]], [[1.0, 0]]]]), np.zeros((2, 2, 1)), np.array([NONE, 0])), "sums to nan"),
        (lambda: mdps.deterministic_policies(0, 1, 2), "a step, a state and an action, not 0, 1 and 2"),
        (
            lambda: mdps.occupancies(ones(2, 2, 1, 1), ones(2), np.ones((3, 2, 1), int)),
            r"\(2, 2, 1, 1\) do not fit policies of 3",
        ),
        (
            lambda: mdps.occupancies(ones(1, 2, 1, 2), ones(2), np.ones((3, 2, 1), int)),
            r"\(1, 2, 1, 2\) do not fit policies of 3",
        ),
        (lambda: mdps.backup(ones(1, 2, 1, 1), ones(2, 2, 1), ones(2, 2)), r"\(1, 2, 1, 1\) do not fit rewards"),
        (
            lambda: optimistic_values.optimistic_values(ones(1, 2, 1, 1), ones(2, 2, 1), ones(2, 2, 1), ones(2)),
            r"\(1, 2, 1, 1\) do not fit rewards",
        ),
        (lambda: optimistic_values.backup_errors(ones(1, 2, 1, 2), ones(1, 2, 1, 1), ones(2, 2, 1)), "do not fit rewards"),
        (lambda: optimistic_values.delayed_reward(1), "2 steps or more, not 1"),
        (lambda: bellman_ranks.exact_rank([1, 2]), r"a table \(m, n\), not of shape \(2,\)"),
        (lambda: reachability.coverability(xp.exact(np.ones((1, 1, 2, 1), int)), xp.exact([1]), 2), "0 to 1, not 2"),
        (
            lambda: bellman_ranks.residuals_of(
                *map(xp.exact, (np.ones(s, int) for s in ((1, 1, 2, 1), (2, 1, 2), (2, 1, 1, 2)))), -1
            ),
            "0 to 1, not -1",
        ),
    ],
)
def test_what_no_process_has_is_refused(request_, message):
    with pytest.raises(ValueError, match=message):
        request_()
