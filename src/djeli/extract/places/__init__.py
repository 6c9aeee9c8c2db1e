"""Where: toponyms found, resolved together, and attached to occurrences."""
