"""Pages of places and people's standing in them."""
