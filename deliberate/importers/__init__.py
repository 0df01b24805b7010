"""Taking over what was proposed, said, decided and done elsewhere."""
