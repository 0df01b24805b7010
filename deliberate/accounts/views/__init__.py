"""Signing in, in all its ways, and one's own page."""
