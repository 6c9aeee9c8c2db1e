"""Grades with their signals."""
