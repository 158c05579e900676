"""What the program says, in the reader's language: sentences, figures, and the words of each vocabulary."""
