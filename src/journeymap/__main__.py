"""Runs the command line as `python -m journeymap`."""

import sys

from journeymap.cli import main

sys.exit(main())
