"""The chores behind `python3 dev.py`: standard library only, because they run before anything is installed."""
