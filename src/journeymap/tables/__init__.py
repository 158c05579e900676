"""One view a file: how the result of the analysis of that name is shown, as tables."""
