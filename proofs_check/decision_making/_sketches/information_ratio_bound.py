"""A reference tells no more than the mean of the prior does, and no decision law has less risk than the best arm."""

from typing import Any

from theory_lab.proofs.sketches import Sketch, by, cell, cut, either, never, use


def sketch(s: Sketch) -> None:
    """Of each arm S4 - S0 is the gap, S1 the information, S6 the divergence to the reference S5; likewise for the next."""
    arms = len(s.pattern.tables)
    own = [f"means_c{arm}" for arm in range(arms)]
    entropies = [s.sum(f"prior*({one}*log(kept({one})) + (1 - {one})*log(kept(1 - {one})))") for one in own]
    known, finite = list[Any](), dict[str, Any]()
    for arm, entropy in enumerate(entropies):
        known += [s.linear({f"S{2 * arm + 1}": 1}), _divergence_ge(s, arm, entropy, finite)]
    s.step(*known, *s.hypotheses, proof=_best(arms, 0, 1, {}))
    for name, proof in finite.items():
        s.impossible(alone=name, proof=proof)


def _divergence_ge(s: Sketch, arm: int, entropy: str, finite: dict[str, Any]) -> Any:
    """Both are minus the entropy of the means less what their centre costs, and the mean of the prior costs the least."""
    arms = len(s.pattern.tables)
    mean, information = f"S{2 * arm}", f"S{2 * arm + 1}"
    reference, divergence = f"S{2 * (arms + arm) + 1}", f"S{2 * (arms + arm) + 2}"

    ends = s.each({mean: 1}), s.each({mean: -1, "prior": 1})
    finite[information] = _inside(mean, f"means_c{arm}", "prior", *ends)
    won, lost = f"log(kept({mean}))", f"log(kept(1 - {mean}))"
    most = s.linear({entropy: 1, information: -1, mean: f"{lost} - {won}", "prior": f"-({lost})"}, by(*ends))
    positive, under_one = s.linear({mean: 1}), s.linear({mean: -1, "prior": 1})

    above, below = s.each({reference: 1}), s.each({reference: -1, "mixture": 1})
    finite[divergence] = _inside(reference, f"means_c{arm}", "mixture", above, below)
    to_win, to_lose = f"log(kept({reference}))", f"log(kept(1 - {reference}))"
    least = s.linear({entropy: -1, divergence: 1, mean: f"{to_win} - {to_lose}", "prior": to_lose}, by(above, below))
    none = s.linear({mean: f"{reference}/kept({reference}) - 1"}, by(above))  # the mean is 0 where the reference is
    every = f"(1 - {reference})/kept(1 - {reference}) - 1"
    all_won = s.linear({"prior": every, mean: f"-({every})"}, by(below))

    at_least = by(none, positive, s.linear({reference: 1}))
    wins = s.follows(f"{mean}*({won} - {to_win}) - {mean} + {reference}", at_least)
    at_most = by(all_won, under_one, s.linear({reference: -1, "mixture": 1}))
    losses = s.follows(f"(1 - {mean})*({lost} - {to_lose}) + {mean} - {reference}", at_most)
    return s.follows(f"{divergence} - {information}", by(most, least, wins, losses, then=_ends([mean, reference])))


def _inside(mean: str, own: str, law: str, *ends: Any) -> Any:
    """A mean is 0 or 1 only if all models say so: the law of models is positive, and the mean is at least what each adds."""
    lowest = never(3, use((0, f"1/{law}"), (2, f"1/{law}")))
    highest = never(4, use((1, f"1/{law}"), (3, f"1/{law}")))
    zero, one = cut(f"-{own}", None, lowest), cut(f"{own} - 1", None, highest)
    return by(*ends, then=cut(f"-{mean}", zero, cut(f"{mean} - 1", one, None)))


def _ends(order: list[str], *inside: bool) -> Any:
    """Whether each of the two is below 1 and above 0, one of which holds; then the sum of the four facts is the goal."""
    if len(inside) < 4:
        return either(_ends(order, *inside, True), _ends(order, *inside, False))
    occurs = any(inside[:2]) and any(inside[2:])
    return cell(use(*((fact, "1") for fact in range(4))), order=order) if occurs else None


def _best(arms: int, best: int, arm: int, above: dict[int, list[int]]) -> Any:
    """The least risk is that of the arm ``best`` among the first ones; ``above`` are facts whose sum is another one's excess."""
    fact = 2 * arms + 1 + arm
    if arm < arms:
        passed = {other: [*facts, fact] for other, facts in above.items()} | {best: [fact]}
        return either(_best(arms, arm, arm + 1, passed), _best(arms, best, arm + 1, above | {arm: [fact]}))
    law = [f"decisions_{one}" for one in range(arms)]
    information = " + ".join(f"{law[one]}*S{2 * one + 1}" for one in range(arms))
    gap = " + ".join(f"{law[one]}*(S{2 * arms} - S{2 * one})" for one in range(arms))
    weight, risk = f"4*offset*({information})", f"S{2 * arms} - S{2 * best} - offset*S{2 * (arms + best + 1)}"
    risks = [(one, f"{weight}*{law[other]}") for other, facts in above.items() for one in facts]
    excess = [(2 * one + 1, f"{weight}*offset*{law[one]}") for one in range(arms)]
    paid = use((f"{gap} - 2*offset*({information})", 1), (2 * arms, f"{weight}*({risk})"), *risks, *excess)
    return cut(risk, cell(paid), cell(use((gap, 1), (fact, weight))))
