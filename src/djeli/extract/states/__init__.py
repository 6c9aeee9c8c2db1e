"""What holds of an actor, and since when: member of, led by, present in."""
