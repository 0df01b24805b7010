"""Event → who is told, in which words: the inbox of everybody concerned."""
