"""What the lifted leverage has more than the leverage is a square, by the formula of Sherman and Morrison."""

from theory_lab.proofs.sketches import Sketch, by, look


def sketch(s: Sketch) -> None:
    """M0"""
    v, w = "(S0*S1-S2*S3)", "S1"
    one = [s.linear({"S0":1,"decisions":-1}),s.linear({"S0":-1,"decisions":1})]
    sym = [s.linear({"S2":1,"S3":-1}),s.linear({"S2":-1,"S3":1})]
    pos = s.linear({"S1":1})
    s.step(s.attained("M0",f"M1*{w}-M0*{v}", by(s.everywhere[-1],pos,*one,*sym)),*one)
