"""From one drawing to sheets of paper: pages, posters, and what leads from one to the next."""
