"""Quick questions in a meeting: a temperature check or a straw poll. Never a decision, and never shown as one."""
