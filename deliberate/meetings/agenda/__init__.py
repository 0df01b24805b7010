"""The run of show: an item's phases against the clock, what is put aside for later, and going on another day."""
