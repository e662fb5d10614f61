"""Drawings of the site, laid out when it is built: what uses what, and both sides of a claim along one parameter."""
