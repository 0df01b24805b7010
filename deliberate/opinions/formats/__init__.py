"""Reading votes on statements from elsewhere."""
