"""Tidying a talk: what says the same stands together, what belongs elsewhere is moved, what is done is closed."""
