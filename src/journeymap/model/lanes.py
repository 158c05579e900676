"""The lanes of a blueprint, from what the customer holds to what stands behind it."""

LANES = ("evidence", "customer", "frontstage", "backstage", "support")
ORGANISATION_LANES = ("frontstage", "backstage", "support")
