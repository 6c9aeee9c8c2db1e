"""How many: counts of harm found, told apart, and attached to occurrences."""
