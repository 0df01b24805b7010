"""Reading resolutions, action items and what residents said."""
