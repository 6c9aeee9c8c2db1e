"""Ledger to files that other programs read."""
