"""Keeping order among people: a word, a pause on one item, and at last removal, each with a reason and an appeal."""
