"""The desk's questions: what changed, what is missing, how counts run, what another's sheet has, what was released.

Pure functions over views. `djeli.ledger` gathers what they need and hands out what they find.

changes.py   events as they were beside events as they are
gaps.py      what nobody else says, what nobody says at all, and what to check next
trend.py     own counts per period beside the figures of others
sheet.py     somebody's table of events, read by the names of its columns
match.py     which row of it tells of which event
compare.py   what stands in both, and how they differ
"""
