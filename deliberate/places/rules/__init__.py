"""The rules of a place: versioned rule sets, the working-day calendar, and the deadlines that follow from both."""
