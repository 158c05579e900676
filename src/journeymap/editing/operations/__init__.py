"""What a gesture on the page means for the file: from a deed of a designer to changes, with the questions it raises."""

from journeymap.editing.operations.asking import Doubt, DoubtError, Plan, Scene

__all__ = ["Doubt", "DoubtError", "Plan", "Scene"]
