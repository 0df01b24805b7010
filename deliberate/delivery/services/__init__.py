"""What is done with a decision: written down, posted, carried out, checked, judged, closed."""
