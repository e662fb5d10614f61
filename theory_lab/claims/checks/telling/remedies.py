"""What to write in place of code that is not plain.

``own_code.plain`` says where such code is and what stands there; people then ask what else to write.  Nothing is decided here.

Main definitions: ``remedy``.
"""

from __future__ import annotations

import re

from theory_lab.numbers.ground.refusals import instead, no_attribute

_BY_ENDING = (
    (r"(\w+\.)*(sort|argsort)", "write sorted(x), which is decided one instance at a time"),
    (r"(\w+\.)*argmax", "write max(range(len(x)), key=lambda k: x[k]), which is decided one instance at a time"),
    (r"(\w+\.)*argmin", "write min(range(len(x)), key=lambda k: x[k]), which is decided one instance at a time"),
    (r"(\w+\.)*(diag|trace)", "write stack([x[k, k] for k in range(n)]) of theory_lab.numbers"),
    (r"float", "write math.inf or float('inf') for infinity, and ratio of theory_lab.numbers or a Fraction for other numbers"),
    (r"imports .+", "write the import at the top of the file"),
    (r"(sets|deletes) .+", "a function gives back what it computes, and keeps nothing beside it"),
    (r".+, which keeps an iterator", "let the function give back a list or a tuple"),
    (r".+, a kind of .+", "a class of your own may be a dataclass or a named tuple, or derive from such a class of your own"),
    (r".+ beside a kind of field", "give it another name, as kinds of fields have one of this name"),
    (r"a case of a class", "ask isinstance instead of match"),
    (r"'.+', a type of numbers", "arrays of whole numbers are made without a dtype"),
    (r"an array of .+", "write exact([...]) of theory_lab.numbers, of whole numbers and Fractions"),
    (r"\.__\w+__", "plain code asks for no name that Python gives"),
    (r".*\barray, a module without an attribute", "write stack([...]) or exact([...]) of theory_lab.numbers"),
    (r".+, a module without an attribute", "name what you take of the module, as in module.function"),
)
_ANOTHER = "give what is yours another name, as numbers, tables, texts or arrays of NumPy have one of this name"
_NAME = re.compile(r"(\w+\.)*\w+")
_WORDS = (
    "plain are numbers, tables of such, functions, dataclasses and named tuples of your own, an Enum without methods,"
    ' theory_lab, and of Python and NumPy what "Plain code" in docs/proofs.md names'
)


def remedy(unplain: str) -> str:
    """What to write in place of ``Claim.unplain``, as a part of a sentence; raises nothing, whatever the text."""
    what = unplain.partition(": ")[2]
    if told := _of_float(what):
        return f"floats decide nothing exactly{told}"
    for ending, said in _BY_ENDING:
        if re.fullmatch(ending, what):
            return said
    known = no_attribute(what.rpartition(".")[2]).partition("; ")[2]
    if re.fullmatch(r"\.\w+", what):
        return f"{known}; {_ANOTHER}" if known else _ANOTHER
    return f"floats decide nothing exactly; {known}" if known and _NAME.fullmatch(what) else _WORDS


def _of_float(what: str) -> str:
    """What to write in place of a float, as the end of a sentence, '' for what is none."""
    try:
        return instead(float(re.sub(r"np\.float\d+\((.+)\)", r"\1", what)))
    except ValueError:
        return ""
