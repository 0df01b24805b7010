"""Reading other platforms' files: pure, line by line, with every bad line named."""
