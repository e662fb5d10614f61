"""What searches found, as a page.

``python -m theory_lab.conjectures.page FILE.py ...`` reads the results beside each conjecture's file, which ``theory-lab
conjecture FILE.py --json FILE.json`` wrote, and prints the page in Markdown.

Main definitions: ``page``.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from theory_lab.claims.verdicts.outcomes import Level
from theory_lab.conjectures.conjecture import opened
from theory_lab.proofs.evidence.reaches import counted

PROVED, SURVIVES = f"{Level.PROVED} (", ", survives "  # how the evidence of a proof begins, and what follows where it is in part

HEAD = """\
# Inequalities found by search

> Which inequalities hold between quantities that I can compute, and how do I let the machine look for them?

`theory-lab conjecture FILE` gets a space of instances and quantities on it, and nothing else. It computes their exact values at
many instances: all light ones, random ones, ones with rare outcomes, and those found by attacks. Linear programs then give the
constants with which products, powers, roots, logarithms and exponentials of the quantities bound the target. The command keeps
vertices with simple constants and attacks each as an ordinary claim; instances that refute one are added to the sample. What is
left are inequalities that hold wherever they were tried, that no mixture of simpler ones implies on the sample, and whose
sharpened form (by one percent) is refuted. The prover then proves what it can, for all sizes or at the sizes named. An inequality
that is not proved for all sizes was checked at the depth named, and *survives* it, which is not a proof. `--out DIR` saves each
inequality as a claim file.

*Known* names a statement from a table or a textbook, or one from which the inequality follows in a line. An inequality without a
name is in none that we know, which does not make it new. Weights of instances are whole numbers: `p = [1, 3]` is (1/4, 3/4).
*Tight in a limit* gives the ratio of the sides, rounded to a float, at the closest instance seen.

A file names the space, the quantities, and which of them is to be bounded:

```python
from theory_lab.claims import Simplex, Space
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import kl, total_variation

CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    target="tv",
    quantities={"tv": lambda i: total_variation(i.p, i.q), "kl": lambda i: kl(i.p, i.q)},
    symbols={"tv": r"\\mathrm{TV}", "kl": r"\\mathrm{KL}"},
)
```

`parameters` lists the names of quantities that depend on no law, such as `log N` of a level; `known` names known statements
among those found. The files of the searches below show both.
"""


def page(files: Sequence[Path]) -> str:
    """The page of several conjectures, in their order."""
    return HEAD + "".join(_section(path) for path in files)


def _section(path: Path) -> str:
    title, _, rest = (ast.get_docstring(ast.parse(path.read_bytes())) or path.stem).partition("\n\n")
    results = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    known = opened(path).known
    unnamed = sum(result["statement"] not in known for result in results)
    counts = f"{len(results)} found, {_proved([result['evidence'] for result in results])}, {unnamed} without a name."
    rows = "".join(_row(result, known) for result in results)
    text = f"{' '.join(rest.split())}\n\n" if rest else ""
    table = f"| inequality | known | evidence | where it is tight |\n|---|---|---|---|\n{rows}"
    return f"\n## {title.strip()}\n\n{text}`{'/'.join(path.parts[-3:])}`: {counts}\n\n{table}"


def _proved(evidence: Sequence[str]) -> str:
    """How many are proved, by how far; what also has to survive a check is proved at some of its sizes."""
    told = [one.removeprefix(PROVED) for one in evidence if one.startswith(PROVED)]
    reaches = counted((one, SURVIVES not in one) for one in told)
    words = ("proved for all n", "proved at their sizes", "proved at some sizes")
    return ", ".join(f"{number} {word}" for number, word in zip(reaches, words, strict=True) if number) or "0 proved"


def _row(result: Mapping[str, Any], known: Mapping[str, str]) -> str:
    statement, name = result["statement"].replace("|", r"\|"), known.get(result["statement"], "")
    return f"| ${statement}$ | {name} | {result['evidence']} | {result['equality']} |\n"


if __name__ == "__main__":
    sys.stdout.write(page([Path(name) for name in sys.argv[1:]]))
