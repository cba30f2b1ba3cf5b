"""How often one browser or one address may ask for what sends mail."""

from accounts.limits import HOUR, Limit

ASKINGS = Limit("alert", 60, HOUR, about_one=5)
LINKS = Limit("alert_link", 60, HOUR, about_one=5)
OPENINGS = Limit("alert_open", 300, HOUR)
