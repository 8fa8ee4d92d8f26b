"""Cells as the quantities of a risk: numbers, money, durations, probabilities, levels of a scale, selections."""
