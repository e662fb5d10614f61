"""Tests in a process of its own, as the tool starts it where modules have to be read with a change.

It writes the name of the first test that fails, '' if none does, for the process that started it.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence

import pytest

from tests.mutation.forks import limit_test
from tests.mutation.runs import OPTIONS, PATIENCE, Trial


def main(sending: int, shared: int, told: Sequence[str]) -> None:
    """Collect the files of some tests and run those that are there; where they cannot be read, the first has failed."""
    seconds = dict(zip(told[::2], map(float, told[1::2]), strict=True))
    answers: list[str] = []

    def work(trial: Trial) -> None:
        trial.seconds = seconds
        answers.append(trial.first_failure(list(seconds)))

    files = dict.fromkeys(name.partition("::")[0] for name in seconds)
    limit_test(2 * PATIENCE)  # to read them, which takes three seconds
    # ``is`` with a literal is a change like others, of which no test need fail.
    pytest.main([*OPTIONS, "-W", "ignore::SyntaxWarning", *files], plugins=[Trial(work, shared=shared)])
    with os.fdopen(sending, "wb") as pipe:
        pickle.dump(answers[0] if answers else told[0], pipe)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
