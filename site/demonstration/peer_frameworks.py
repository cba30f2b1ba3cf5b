"""What peers look at in the demonstration: a core framework in two versions, and a local edition of it."""

from uuid import uuid4

from accounts.models import User
from demonstration.content import peer_frameworks as said
from peer_review.frameworks import domain, queries
from peer_review.frameworks.domain import Wording
from peer_review.frameworks.models import FrameworkVersion, Line


def load_frameworks(*, manager: User) -> FrameworkVersion:
    """Put two versions of the core framework in force, one after the other, and a local edition; return the core that stands."""
    first = domain.begin(name=said.NAME, purpose=said.PURPOSE, by=manager)
    for area in said.AREAS:
        theme = domain.save_theme(version=first, key=uuid4(), title=area.title, about=area.about, by=manager)
        for wording in area.lines:
            domain.save_line(version=first, key=uuid4(), theme=theme.key, wording=wording, by=manager)
    domain.put_in_force(version=first, reason=said.FROM_WHERE, by=manager)
    second = domain.new_version(framework=first.framework, by=manager)
    for title, wording in said.REWORDED.items():
        _reword(second, title, wording, manager)
    domain.remove_line(version=second, key=_line(second, said.REMOVED).key, by=manager)
    under = second.themes.get(title=said.ADDED_UNDER)
    domain.save_line(version=second, key=uuid4(), theme=under.key, wording=said.ADDED, by=manager)
    standing = domain.put_in_force(version=second, reason=said.CHANGED, by=manager)
    _local_edition(standing, manager)
    return standing


def _local_edition(core: FrameworkVersion, manager: User) -> None:
    edition = domain.local_edition(of=core, name=said.EDITION, by=manager)
    line = said.LOCAL_LINE
    domain.add_local_line(
        version=edition,
        theme_title=said.LOCAL_THEME,
        title=line.title,
        question=line.question,
        good=line.good,
        prompts=line.prompts,
        by=manager,
    )
    domain.put_in_force(version=edition, reason=said.FROM_WHERE, by=manager)
    domain.make_public(framework=edition.framework, by=manager)


def _reword(version: FrameworkVersion, title: str, wording: Wording, manager: User) -> None:
    line = _line(version, title)
    after = queries.stamp_of_line(line)
    domain.save_line(version=version, key=line.key, theme=line.theme.key, wording=wording, after=after, by=manager)


def _line(version: FrameworkVersion, title: str) -> Line:
    return queries.lines_of(version).get(title=title)
