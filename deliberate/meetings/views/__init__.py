"""Pages of meetings: the list, one meeting, its poster and calendar file, and the moderator's desk."""
