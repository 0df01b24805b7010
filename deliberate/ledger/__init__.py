"""The record: append-only, hash-chained streams of every event.

An *entry* says who did what, when, about what; a *stream* is the gapless sequence of entries of one meeting, issue,
vote, action item or place; the *head* is a stream's last digest; an *anchor* signs all heads of a day.
"""
