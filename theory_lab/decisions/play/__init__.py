"""Learners and what they pay: regret on count states, minimax regret, estimation to decisions, experts."""
