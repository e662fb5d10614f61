"""Samplers that never go back: letter by letter, block by block, and beams."""
