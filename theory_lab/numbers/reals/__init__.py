"""One exact number: a rational, or a ball with a normal form."""
