"""The interactive page, in pieces that a file or a report can hold."""
