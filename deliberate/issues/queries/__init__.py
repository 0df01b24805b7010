"""Reading issues: one, many, similar ones, and what waits on the desk."""
