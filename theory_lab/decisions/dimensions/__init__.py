"""How long a learner can be surprised: eluder dimensions, star numbers, designs."""
