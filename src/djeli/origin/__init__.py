"""Who wrote it first, and who the information comes from."""
