"""An appendix "numerical verification" for a paper, in LaTeX."""
