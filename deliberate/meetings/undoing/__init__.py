"""Taking back an act of the chair while the meeting goes on; the act and its undoing both stay on record."""
