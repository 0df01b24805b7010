"""What is done with meetings: call, attend, run."""
