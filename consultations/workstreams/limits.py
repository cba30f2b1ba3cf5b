"""How often one browser or one address may ask for what sends mail."""

from accounts.limits import HOUR, Limit

ASKING = Limit("join", 60, HOUR, about_one=5)
OPENINGS = Limit("join_open", 300, HOUR)
