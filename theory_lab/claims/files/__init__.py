"""Where claims are kept: which files hold some, how one is run, and what of people's own code it takes along."""
