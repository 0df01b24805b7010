"""What people think of statements, one at a time, and the map that follows from it."""
