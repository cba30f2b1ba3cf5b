"""Who is one person, among those who are named with an address and those who are named without one. Plain words, no rows.

A name without an address is the person of that name in that group who has one, as for somebody who is added by hand
(`domain.attendees.known_attendee`): a spreadsheet gives an address once, and the name alone after that. It is taken so where one
person there bears the name. Of several nobody can tell which is meant, and a name in another group may be anybody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.submissions.finding import squeezed


@dataclass(frozen=True)
class Named:
    """Somebody as a table or a timetable names them; without an address `email` is empty."""

    name: str
    email: str
    group: str

    @property
    def in_group(self) -> str:
        return f"{self.alone} ({self.group})"

    @property
    def alone(self) -> str:
        return squeezed(self.name)


@dataclass(frozen=True)
class Alike:
    """The addresses of each name, in its group and in any."""

    addresses: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def among(cls, people: Iterable[Named]) -> "Alike":
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one in people:
            if one.email:
                found[one.in_group].add(one.email.casefold())
                found[one.alone].add(one.email.casefold())
        return cls({name: frozenset(addresses) for name, addresses in found.items()})

    def address_of(self, one: Named) -> str:
        """Return their own address, or the only one that their name has in their group; none where there are several."""
        known = sorted(self.addresses.get(one.in_group, ()))
        return one.email or (known[0] if len(known) == 1 else "")

    def key_of(self, one: Named) -> str:
        """Return what is the same for the same person: an address, else their name and group."""
        return self.address_of(one).casefold() or one.in_group

    def in_group(self, one: Named) -> list[str]:
        """Return the addresses that the name of somebody without one has in their group."""
        return [] if one.email else sorted(self.addresses.get(one.in_group, ()))

    def elsewhere(self, one: Named) -> list[str]:
        """Return the addresses that it has in other groups alone."""
        return [] if one.email or self.in_group(one) else sorted(self.addresses.get(one.alone, ()))
