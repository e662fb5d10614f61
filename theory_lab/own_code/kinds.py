"""Classes of people's own that Python or this library completes: kinds of fields, records, tuples with names, enumerations.

How a kind of field makes values is what boxes go by: it is run, and not looked at as plain code is.  So no formula may ask a
kind, or a space that holds one, for any of these names.  What Python itself puts into a class is not looked at either.

Main definitions
----------------
``is_a_kind``             whether a class is a kind of field
``is_made_plainly``       whether no code of people's own made a class
``is_an_enumeration``     whether a class gives names to constants, and does nothing else
``is_put_by_python``      whether Python has put a part of a class there
``OF_FIELDS``, ``OF_SPACES``, the names that fields and spaces have; ``TABLES_OF_MEMBERS``, where enumerations have theirs
"""

from abc import ABC, ABCMeta
from enum import Enum, EnumMeta, IntEnum
from types import FunctionType

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

# Made in classes of tuples and records, and not looked at where Python has made them, in these modules or of a text.
_RECORDS = {"_make", "_asdict", "_replace", "__new__", "__getnewargs__", "__repr__", "__replace__"}
_MAKERS = {"collections", "dataclasses", "reprlib"}
_TEXT, _MADE_OF_TEXT = "<string>", "__create_fn__."  # the file of code that is made of a text, and where records are made
_OF_CLASSES = {"__annotations__", "__dict__", "__doc__", "__match_args__", "__module__", "__qualname__", "__slots__"}
_OF_CLASSES |= {"__weakref__", "__dataclass_fields__", "__dataclass_params__", "__firstlineno__", "__static_attributes__"}


class _Named(Enum):
    ONE = 1


class _Numbered(IntEnum):
    ONE = 1


# By the class that an enumeration derives from: one of its kind, and the class whose values its members have, None for any.
_ENUMERATIONS: dict[type, tuple[type[Enum], type | None]] = {Enum: (_Named, None), IntEnum: (_Numbered, int)}
_OF_MEMBERS = {"_value_", "_name_", "__objclass__", "_sort_order_"}
TABLES_OF_MEMBERS = {"_member_names_", "_member_map_", "_value2member_map_", "_hashable_values_", "_unhashable_values_"}
TABLES_OF_MEMBERS |= {"_unhashable_values_map_"}


def is_a_kind(one: type) -> bool:
    """Whether a class has all that the protocol of fields asks for."""
    return OF_FIELDS.issubset(dir(one))


def is_made_plainly(one: type) -> bool:
    """Whether no class but Python's own makes a class: kinds of fields of this library are abstract, or derive from such."""
    return type(one) is type or (type(one) is ABCMeta and is_a_kind(one)) or is_an_enumeration(one)


def is_an_enumeration(one: type) -> bool:
    """Whether a class is an ``Enum`` or ``IntEnum`` of constants alone, as ``class`` with names and values makes it.

    It holds what Python puts into one of its kind, the same functions and no other, and its members; these hold a value and a
    name.  So a method, ``_missing_`` or ``__new__`` of people's own, what is bound anew, and what is added to a member makes it
    another class: code could go another way by it, and a number that is added is one that no proof sees.  The value of a number
    with a name is this number.  The values are looked at like all that a class holds, and may not be plain.
    """
    if type(one) is not EnumMeta or len(one.__bases__) != 1 or one.__bases__[0] not in _ENUMERATIONS:
        return False
    example, kind = _ENUMERATIONS[one.__bases__[0]]
    members = vars(one)["_member_map_"]
    if not members or type(members) is not dict or not all(_is_member(member, one, kind) for member in members.values()):
        return False
    return all(
        part is members[name]
        if name in members
        else name in TABLES_OF_MEMBERS or _is_said(name, part) or _function(part) is _function(vars(example).get(name, one))
        for name, part in vars(one).items()
    )


def _is_member(member: object, one: type, kind: type | None) -> bool:
    """Whether it holds a value, which is itself for a number with a name, a name and nothing else."""
    if type(member) is not one or vars(member).keys() != _OF_MEMBERS:
        return False
    value = vars(member)["_value_"]
    return kind is None or (type(value) is kind and kind(member) == value)


def _is_said(name: str, part: object) -> bool:
    """Whether a part only says something of a class, such as its name."""
    return name in _OF_CLASSES and not (callable(part) or hasattr(type(part), "__get__"))


def _function(part: object) -> object:
    return part.__func__ if isinstance(part, classmethod | staticmethod) else part


def is_put_by_python(name: str, part: object) -> bool:
    """Whether Python has put a part into a class under its name, or has made this function of a tuple with names or a record."""
    if _is_said(name, part):
        return True
    function = _function(part)
    if not isinstance(function, FunctionType):
        return False
    if function.__code__.co_filename != _TEXT:
        return name in _RECORDS and function.__globals__.get("__name__") in _MAKERS
    return function.__code__.co_qualname.startswith(_MADE_OF_TEXT) or "_tuple_new" in function.__globals__
