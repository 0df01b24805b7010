"""Pages of moderation: reporting and appealing, the public log, and the workbench."""
