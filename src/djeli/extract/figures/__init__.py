"""Figures of a page that are no toll of one event: votes, polls, forces, the displaced, money, counts, control."""
