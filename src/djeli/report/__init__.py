"""Ledger to pages that people read."""
