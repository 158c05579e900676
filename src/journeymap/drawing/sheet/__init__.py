"""From the graph of a blueprint to the sheet that a layout places."""
