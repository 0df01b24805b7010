"""The shared vocabulary of every area, written in the standard library only."""
