"""Two errors of the estimate, at the best arm and at the greedy one; exploration loses at most 1 at each arm."""

from theory_lab.proofs.sketches import Sketch, by, cell, either, use


def sketch(s: Sketch) -> None:
    """M0 is the largest estimate, M1 the largest mean, M2 the largest gap of a greedy arm, M3 the error, S0 the sum of gaps."""
    largest, _, _, near = s.everywhere
    both = cell(use((0, 1), (1, 1)))
    best = s.attained("M1", "M0 + M3 - M1", by(largest, near, then=either(both, both)))
    error = s.attained("M3", "M3")
    less = cell(use((0, 1), (1, 1), (3, 1)))
    greedy = s.attained("M2", "2*M3 - M2", by(near, best, error, then=either(either(less, less))))
    most = s.attained("M1", "1 - M1")
    explored = s.linear({"S1": 1, "S0": -1}, by(most))
    s.step(greedy, explored, error, *s.hypotheses)
