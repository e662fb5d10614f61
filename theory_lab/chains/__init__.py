"""Markov chains: walks on trees and finite chains, their laws, hitting and mixing times, conductance and spectrum."""
