"""Papers that belong to a meeting or an item of its agenda, and whether they were there in time."""
