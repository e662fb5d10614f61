"""Kinds of fields of people's own: what makes one, and the names by which the library asks it for values.

How a kind makes values is what boxes go by: it is run, and not looked at as plain code is.  So no formula may ask a kind, or a
space that holds one, for any of these.

Main definitions: ``is_a_kind``; ``OF_FIELDS``, ``OF_SPACES``, the names that fields and spaces have.
"""

_FIELD = (
    "canonical drawn enclosed entries groups heaviest lightest parts random ranges relax relaxed_width scalar simpler small snap"
    " static unrelax validate weight width"
)
_SPACE = (
    "arrays batch column exact exacts floats instance intervals sized static_fields static_of static_part statics taken words"
)
OF_FIELDS = frozenset(_FIELD.split())
OF_SPACES = frozenset([*OF_FIELDS, *_SPACE.split()])


def is_a_kind(one: type) -> bool:
    """Whether a class has all that the protocol of fields asks for."""
    return OF_FIELDS.issubset(dir(one))
