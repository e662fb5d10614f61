"""First files: a claim, and a project of claims, to be edited from there."""
