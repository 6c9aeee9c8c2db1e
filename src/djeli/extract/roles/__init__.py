"""Who did what to whom: named actors, described parties, and their roles."""
