"""Pure tools on strings: offsets, numbers, dates, similarity. Nothing here knows what a record is."""
