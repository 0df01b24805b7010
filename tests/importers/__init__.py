"""Taking over what others decided."""
