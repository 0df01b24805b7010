"""Discussion: threaded contributions with a stance, on an agenda item of a meeting or on an issue outside meetings."""
