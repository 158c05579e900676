"""What is known of a file from an earlier run: kept outside of the project, and given only where nothing changed."""
