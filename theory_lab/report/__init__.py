"""What people look at: the table on a terminal, counterexamples worked out, the HTML page and its figures."""
