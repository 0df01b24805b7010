"""Reading meetings: one, many, and who was there."""
