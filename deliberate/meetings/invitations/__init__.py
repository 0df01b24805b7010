"""Who is invited to a meeting, whether they come, and what they need to take part."""
