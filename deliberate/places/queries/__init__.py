"""Reading places and who stands where."""
