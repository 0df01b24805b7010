"""Every change to a vote: prepared, led, cast in, taken over from elsewhere."""
