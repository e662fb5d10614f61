"""Places for the search: random points in floats, and where to cut a range."""
