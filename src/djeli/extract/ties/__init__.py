"""Relations of actors: who leads, founds, splits, allies, mandates, sanctions or arrests whom, and since when."""
