"""The board, its spreadsheet and its sheet for the binder, and the chain of one matter."""
