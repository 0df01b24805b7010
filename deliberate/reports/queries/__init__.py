"""What the board reads: many promises at once, and one matter from end to end."""
