"""Arithmetic on graphs whose nodes are whole numbers from 0: no steps, no personas, no words.

The bottom of the layering: only the standard library is used here. A graph is `successors`, a list that holds for each
node the list of the nodes an edge leads to; probabilities, waits and deciders are lists of the same shape beside it.

* `components`: what can be reached, by which path; loops; what every path needs.
* `games`: what the customer can be sure of; its engine is `attractors`.
* `elimination`: linear systems of probabilities, solved without subtraction.
* `absorption`: these in the words of a journey: how often, how likely, how long and how widely spread.
* `levers`: exact derivatives of those.
* `simulation`: the same by drawing journeys, for what has no closed form.
* `intervals`: opening hours of a week.
* `collection`: Python's garbage collector, kept out of the way of all these.
"""
