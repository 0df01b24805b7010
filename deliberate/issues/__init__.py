"""Needs and issues: from a proposal over seconding and screening to a place on an agenda, and what becomes of it."""
