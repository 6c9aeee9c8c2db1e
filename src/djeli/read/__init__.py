"""Bytes to Reading: one file per format."""
