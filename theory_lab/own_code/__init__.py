"""Code of people's own: what of it a claim's file takes along, and what it raised, in one sentence."""
