"""One module a family of pages: it asks the ledger, makes what its template shows, and nothing else."""
