"""How often one browser or one address may do what sends mail or makes rows, for those who answer."""

from accounts.limits import HOUR, Limit

STARTS = Limit("start", 120, HOUR)
LINKS = Limit("link", 60, HOUR, about_one=5)
INVITATIONS = Limit("invite", 120, HOUR, about_one=40)
OPENINGS = Limit("open", 300, HOUR)
