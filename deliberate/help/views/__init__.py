"""Pages that help."""
