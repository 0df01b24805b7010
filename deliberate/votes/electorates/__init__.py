"""Who counts as one elector: pure."""
