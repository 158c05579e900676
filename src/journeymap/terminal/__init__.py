"""What is shown on a terminal: the overview and its small charts."""
