"""Item to claims: one file per question."""
