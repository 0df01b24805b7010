"""Photos and papers: re-encoded, stripped of what a camera adds, served from one place."""
