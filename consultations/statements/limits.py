"""How often one browser or one address may do what sends mail or makes rows."""

from accounts.limits import HOUR, Limit

# A hospital may stand behind one address; each person has a limit of their own (domain.commenting).
COMMENTING = Limit("comment", 600, HOUR)
CONFIRMING = Limit("comment_confirm", 120, HOUR, about_one=5)
