"""What becomes of findings: accepted choices, cascading ones, their harm, their numbers."""
