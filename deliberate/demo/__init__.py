"""A community to try things out in: made by us, always the same, dated from the day it is loaded."""
