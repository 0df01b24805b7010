"""Pages of conversations: the list, answering one statement after the other, the map, and leading it."""
