"""Flask plumbing that knows no area."""
