"""Kinds of fields of people's own: what makes one, and the names by which the library asks it for values.

How a kind makes values is what boxes go by: it is run, and not looked at as plain code is.  So no formula may ask a kind, or a
space that holds one, for any of these.

Main definitions: ``is_a_kind``, ``is_made_plainly``; ``OF_FIELDS``, ``OF_SPACES``, the names that fields and spaces have.
"""

from abc import ABC, ABCMeta

_FIELD = (
    "canonical drawn enclosed entries groups heaviest lightest parts random ranges relax relaxed_width scalar simpler small snap"
    " static unrelax validate weight width"
)
_SPACE = (
    "arrays batch column exact exacts floats instance intervals sized static_fields static_of static_part statics taken words"
)
OF_FIELDS = frozenset(_FIELD.split())
OF_SPACES = frozenset([*OF_FIELDS, *_SPACE.split()])


REGISTERED = type(vars(ABC)["_abc_impl"])  # what an abstract class has of others, and tells by ``isinstance`` alone


def is_a_kind(one: type) -> bool:
    """Whether a class has all that the protocol of fields asks for."""
    return OF_FIELDS.issubset(dir(one))


def is_made_plainly(one: type) -> bool:
    """Whether no class but Python's own makes a class: kinds of fields of this library are abstract, or derive from such."""
    return type(one) is type or (type(one) is ABCMeta and is_a_kind(one))
