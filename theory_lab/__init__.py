"""theory_lab: lemmas checked on small instances, in exact arithmetic.

Formulas are plain functions of arrays, and the array decides the arithmetic; instances are integers;
searches run in floats and verdicts are exact. Importing this package imports nothing else: take what you
need by its full name, for example ``from theory_lab import numbers as xp`` or ``from theory_lab.claims
import Claim, Simplex, Space``.

Main packages, each importing only from those above it
------------------------------------------------------
``numbers``    what a number is: floats, logarithms, intervals, exact reals
``sequences``  what a model is: trees, laws, tabular and log-linear models
``measures``   what is compared: divergences, coverage profiles
``chains``     Markov chains: walks, mixing, hitting times, conductance
``learning``   how models are fit
``decoding``   how outputs are drawn
``counting``   counting and sampling
``decisions``  interactive decisions
``claims``     statements and verdicts
``report``     what people look at
``drafts``     first files: a claim, a project
``appendix``   a LaTeX appendix
``conjectures``  inequalities found by search
``assistants``   tools for an assistant
"""

__version__ = "0.1.0"
