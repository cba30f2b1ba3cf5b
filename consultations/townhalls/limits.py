"""How often one browser or one address may do what sends mail or makes rows."""

from accounts.limits import HOUR, Limit

SPEAKING = Limit(
    "town_hall_speak", 600, HOUR
)  # a hospital may stand behind one client; each person has limits of their own
CONFIRMING = Limit("town_hall_confirm", 120, HOUR, about_one=5)
