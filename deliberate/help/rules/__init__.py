"""What help knows by itself: how its texts are read, and who gets which tour."""
