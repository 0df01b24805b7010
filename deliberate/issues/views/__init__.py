"""Pages of issues: the list, one issue, proposing, and the moderator's desk."""
