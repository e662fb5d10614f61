"""Whole responses and an imperfect reward: regularised policies, pessimism, and rules for the draws of a real model."""
