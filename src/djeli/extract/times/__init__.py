"""When: date expressions of an item, and the date that belongs to what a trigger tells."""

from djeli.extract.times.asof import as_of
from djeli.extract.times.choose import is_statement_date, time_for, times_for
from djeli.extract.times.find import find_expressions, find_times, words_of
from djeli.extract.times.validity import Course, course_of, held

__all__ = [
    "Course",
    "as_of",
    "course_of",
    "find_expressions",
    "find_times",
    "held",
    "is_statement_date",
    "time_for",
    "times_for",
    "words_of",
]
