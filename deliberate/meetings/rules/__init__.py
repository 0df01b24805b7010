"""The rules of meetings: calling them, who is there, and leading them."""
