"""Reading what was said; a page of threads takes the same few queries however many replies it has."""
