"""What is kept and what is replaced share each target mass, so that a replacement is spread by a factor of at most 1/leniency."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the mass that is kept, S1 that of what the target has beyond leniency times the draft; M0 is the largest ratio."""
    s.linear({"S0": "leniency", "S1": 1, "p": -1})
    s.linear({"S0": -1, "q": 1})
    largest = s.attained("M0", "1/leniency - M0")
    s.step(largest)
