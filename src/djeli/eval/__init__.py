"""Benchmarks: adapters, scorers in child processes, the table of quality."""
