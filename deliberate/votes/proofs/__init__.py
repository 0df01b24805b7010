"""What lets outsiders check a count: receipts, roots of batches, the bundle of a vote, and what few people hide."""
