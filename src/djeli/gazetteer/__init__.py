"""Places: the compact table that ships, theatre overlays, loaded dumps, and look-up by name."""
