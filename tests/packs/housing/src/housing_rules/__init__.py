"""The rules of a housing association, as a package that others install."""

from housing_rules import unnamed_visit

RULES = [unnamed_visit.RULE]
