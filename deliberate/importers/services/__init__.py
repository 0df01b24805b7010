"""Writing what was read: in one transaction, in bulk, and nothing twice."""
