"""Forms with sums that stand inside others, which are the same at every outcome."""
