"""The skyline bound in the share that follows the policy; in the rest the regret is at most what the target has."""

from theory_lab.proofs.sketches import Sketch, by, cell, use


def sketch(s: Sketch) -> None:
    """S0 is the strength of the policy, S1 the regret, S2 the coverage of the target, S3 the squared error."""
    step = s.statics["step"]
    own, best = s.sum(f"base*part(reward + {step}*(guess - reward) - threshold)*reward"), s.sum("target*reward")
    mixed = s.linear({"S1": -1, best: "1 - missed", own: "-(1 - missed)*1/S0", "target": "missed"})
    form = {"S2": "S0/2", "S3": "1/S0*1/2", "S0": "-threshold/S0 - 1", "base": "S0/2", "target": "threshold"}
    skyline = s.linear({best: -1, own: "1/S0", **form}, by(s.hypotheses[0]))
    spread, some = s.linear({"S2": 1, "target": -2, "base": 1}), s.linear({"S3": 1})
    told = use((0, 1), (1, "1 - missed"))
    s.step(mixed, skyline, spread, some, *s.hypotheses, proof=cell(told))
