"""When: date expressions of an item, and the date that belongs to what a trigger tells."""

from djeli.extract.times.choose import is_statement_date, time_for, times_for
from djeli.extract.times.find import find_expressions, find_times, words_of

__all__ = ["find_expressions", "find_times", "is_statement_date", "time_for", "times_for", "words_of"]
