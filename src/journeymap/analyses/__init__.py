"""One analysis a file: facts, no verdicts."""
