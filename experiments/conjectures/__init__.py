"""Questions for ``theory-lab conjecture``: quantities whose inequalities are sought."""
