"""What can be done with contributions: saying, mending and marking them, and keeping the talk in order."""
