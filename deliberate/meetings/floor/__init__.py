"""The floor: who asks to speak, whose turn it is, for how long, and how fairly the time was shared."""
