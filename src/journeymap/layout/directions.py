"""The four directions of the grid. The opposite of one is `direction ^ 2`, the next one clockwise `direction + 1`."""

RIGHT, DOWN, LEFT, UP = range(4)
