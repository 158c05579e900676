"""One rule a file: verdicts, no sums."""
