"""The plots of a report: from the results of analyses to charts in the style of the drawing."""
