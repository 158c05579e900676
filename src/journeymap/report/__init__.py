"""What is told of a blueprint as a whole: figures in words, tables, plots, the report, findings by their harm."""
