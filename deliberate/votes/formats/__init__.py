"""File formats in which elections travel: pure readers, one file each."""
