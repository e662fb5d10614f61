"""Interactive decisions: games, bandits and MDPs; regret, decision-estimation coefficients, and the learners between them."""
