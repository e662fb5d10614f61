"""Answers in whole numbers: linear programs and sums over types."""
