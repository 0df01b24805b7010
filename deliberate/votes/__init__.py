"""Votes: a frozen roll, ballots nobody can trace, an exact count and a result that explains its rule."""
