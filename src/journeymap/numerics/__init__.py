"""Arithmetic on graphs whose nodes are whole numbers from 0: no steps, no personas, no words.

The bottom of the layering: only the standard library is used here. A graph is `successors`, a list that holds for each
node the list of the nodes an edge leads to; probabilities, waits and deciders are lists of the same shape beside it.

* `components`: what can be reached, by which path; loops; what every path needs.
* `games`: what the customer can be sure of.
* `elimination`: how often, how long, how likely: linear systems solved without subtraction.
* `absorption`: the same in the words of a journey: ends, stranded customers, expected values and their spread.
* `levers`: exact derivatives of those.
* `simulation`: the same by drawing journeys, for what has no closed form.
* `intervals`: opening hours of a week.
"""
