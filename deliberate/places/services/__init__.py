"""Changing the tree, who belongs where, who is charged with what, and which rules hold."""
