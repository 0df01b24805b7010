"""Read-only figures: the liaison's board, and the whole chain of a matter with who held it how long."""
