"""`deliberate`: the product's own command."""
