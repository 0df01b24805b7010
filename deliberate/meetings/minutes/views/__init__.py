"""Minutes as pages, and as files and sheets for the binder."""
