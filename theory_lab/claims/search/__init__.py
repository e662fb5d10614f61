"""The hunt for the worst instance; it only proposes, and nothing here is trusted."""
