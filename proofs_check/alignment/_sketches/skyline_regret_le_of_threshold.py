"""Half the coverage of the policy, less the gain at the threshold."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is positive by the hypothesis; each step is one form at one outcome."""
    gain = s.linear({"S2": "S0/2", "S3": "-S0/2", "S4": "1/S0*1/2", "S1": -1, "S0": "-threshold/S0", "target": "threshold"})
    moment = s.linear({"S3": 1, "S0": "-2/S0", "base": 1})
    s.step(gain, s.hypotheses[0])
    s.step(moment, s.hypotheses[0])
