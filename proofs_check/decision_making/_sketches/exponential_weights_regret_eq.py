"""The mean forecasts telescope: the product of the first ones is the mean likelihood under the prior."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, use


def sketch(s: Sketch) -> None:
    """Before each round is the mean likelihood, then the forecast; last are both ratios and the mean likelihood at the end."""
    rounds = len(s.pattern.tables)
    before, forecasts = ([f"S{2 * k + j}" for k in range(rounds)] for j in (0, 1))
    ratio, rival, end = (f"S{2 * rounds + j}" for j in range(3))
    after = [*before[1:], end]
    some = [s.positive({name: 1}, "prior") for name in (*before, end)]
    met = [s.positive({name: 1}, "prior", (by(some[k]), by(some[k]))) for k, name in enumerate(forecasts)]
    whole = s.linear({before[0]: 1, "prior": -1}), s.linear({before[0]: -1, "prior": 1})
    product = "1"
    for k, (last, forecast, now) in enumerate(zip(before, forecasts, after, strict=True)):
        one = [s.linear({forecast: f"{sign}{last}", now: f"{-int(sign + '1')}"}, by(some[k])) for sign in ("", "-")]
        told = cell(use((0, 1), (1, forecast), then=ZERO))
        longer = f"{product}*{forecast}"
        whole = (
            s.follows(f"{now} - {longer}", by(one[1], whole[0], met[k], then=told)),
            s.follows(f"{longer} - {now}", by(one[0], whole[1], met[k], then=told)),
        )
        product = longer
    least = s.linear({ratio: 1}, by(*met))
    told = [s.linear({ratio: f"{sign}{product}", rival: f"{-int(sign + '1')}"}, by(*met)) for sign in ("", "-")]
    last = cell(use((0, 1), (1, ratio), then=ZERO))
    both = (
        s.follows(f"{rival} - {ratio}*{end}", by(told[1], whole[1], least, then=last)),
        s.follows(f"{ratio}*{end} - {rival}", by(told[0], whole[0], least, then=last)),
    )
    sides = [use((1 + k, f"1/{end}"), then=ZERO) for k in range(2)]
    s.step(some[-1], *both, proof=cell(sides[0], below=sides[1]))
