"""What can go wrong with a number.

Three exceptions that the rest of the library tells apart: more precision may help, one instance at a
time may help, or nothing will.

Main definitions: ``Undecided``, ``Branched``, ``Indeterminate``.
"""


class Undecided(Exception):
    """The enclosures overlap: the comparison has no certain answer at this precision."""


class Branched(Exception):
    """A batch of several instances was asked for one Python truth value."""


class Indeterminate(ArithmeticError):
    """A form without a value, such as ``inf - inf`` or ``0 * inf``, or a ball that became nan."""
