"""Pictures of dots and pages: who draws them, and which characters its fonts can show."""
