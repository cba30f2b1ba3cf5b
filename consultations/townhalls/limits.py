"""How often one browser or one address may do what sends mail or makes rows."""

from accounts.limits import HOUR, Limit

# A hospital may stand behind one address; each person has limits of their own (domain.speaking).
SPEAKING = Limit("town_hall_speak", 600, HOUR)
CONFIRMING = Limit("town_hall_confirm", 120, HOUR, about_one=5)
