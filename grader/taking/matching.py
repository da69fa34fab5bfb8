"""Submissions x roster ──► who is who: by ids first, then by names, and only where there is no doubt."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from grader.reading.work import printable
from grader.taking.handed import Handed
from grader.taking.items import listed
from grader.taking.names import FORMS, Form
from grader.taking.roster import IDENTIFYING, Person, Roster

MAX_DOUBTS = 50
Keys = Callable[[Handed], Iterable[str]]
PersonKeys = Callable[[Person], Iterable[str]]


@dataclass
class Matching:
    """Which person each submission is of, by their places in the two lists; `notes` say what remained open."""

    people: dict[int, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)


@dataclass
class _Open:
    """What is still to be matched. A person in doubt is left alone by weaker evidence, as one who was matched is."""

    handed: Sequence[Handed]
    roster: Sequence[Person]
    waiting: set[int]
    taken: set[int] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)


def match(handed: Sequence[Handed], roster: Roster, layout: str) -> Matching:
    """The students of the submissions, as far as the roster tells."""
    result = Matching()
    state = _Open(handed, roster.people, set(range(len(handed))))
    for name, ours, theirs in _id_tiers(layout, roster):
        before = len(result.people)
        _tier(state, ours, theirs, result)
        result.fields[name] += len(result.people) - before
    if not roster.only_ids:
        for ours_form, theirs_form in FORMS:
            _tier(state, _name_of_work(ours_form), _name_of_person(theirs_form), result, final=True)
    result.notes.extend(_report(state, result))
    return result


def _id_tiers(layout: str, roster: Roster) -> list[tuple[str, Keys, PersonKeys]]:
    """For each kind of id that the layout tells: what of a submission is compared with what of a person."""
    if layout == "canvas":
        fields = ("canvas_id", "sid") if roster.only_ids else ("canvas_id",)
        return [(name, lambda one: [one.student], _field(name)) for name in fields]
    if layout == "moodle":
        return [("moodle_identifier", lambda one: [one.student], lambda person: _number(person))]
    if layout == "gradescope":
        sid: Keys = lambda one: _known(one.ids.get("sid"))  # noqa: E731
        email: Keys = lambda one: _known(one.ids.get("email"))  # noqa: E731
        return [(name, sid, _field(name)) for name in ("sid", "sis_user_id")] + [("email", email, _field("email"))]
    exact: Keys = lambda one: [one.student.strip()]  # noqa: E731
    own: Keys = lambda one: _known(one.student)  # noqa: E731
    mailbox: PersonKeys = lambda person: _known(person.ids.get("email", "").partition("@")[0])  # noqa: E731
    return [
        *((name, exact, _exactly(name)) for name in IDENTIFYING),
        *((name, own, _field(name)) for name in IDENTIFYING),
        ("moodle_identifier", own, _number),
        ("mailbox", own, mailbox),
    ]


def _field(name: str) -> PersonKeys:
    return lambda person: _known(person.ids.get(name))


def _exactly(name: str) -> PersonKeys:
    return lambda person: [person.ids[name]] if name in person.ids else []


def _name_of_work(form: Form) -> Keys:
    return lambda one: (key for name in (one.name, *one.aliases) for key in form(name))


def _name_of_person(form: Form) -> PersonKeys:
    return lambda person: (key for name in person.names for key in form(name))


def _known(value: str | None) -> list[str]:
    return [value.strip().casefold()] if value and value.strip() else []


def _number(person: Person) -> list[str]:
    """The number in "Participant 123456", whatever the language."""
    found = re.search(r"([0-9]+)\s*$", person.ids.get("moodle_identifier", ""))
    return [found[1]] if found else []


def _tier(state: _Open, ours: Keys, theirs: PersonKeys, result: Matching, final: bool = False) -> None:
    """Matches what this evidence settles.

    Two submissions of one person stay in doubt; one of two persons goes on to weaker evidence unless this is `final`.
    """
    if not state.waiting:
        return
    index: dict[str, set[int]] = defaultdict(set)
    for place, person in enumerate(state.roster):
        for key in theirs(person):
            index[key].add(place)
    claims: dict[int, list[int]] = defaultdict(list)
    for one in sorted(state.waiting):
        found = set().union(*(index.get(key, ()) for key in ours(state.handed[one])))
        if len(found) == 1:
            claims[found.pop()].append(one)
        elif found and final:
            state.waiting.discard(one)
            state.taken.update(found)
            who = listed([_shown(state.handed[one])], 1)
            people = _people([state.roster[place] for place in sorted(found)])
            state.doubts.append(f"{who} may be of {people}, and was not matched.")
    for place, ones in claims.items():
        if place not in state.taken and len(ones) == 1:
            result.people[ones[0]] = place
            state.waiting.discard(ones[0])
        else:
            state.waiting.difference_update(ones)
            state.doubts.append(_contested(state, place, ones, place in state.taken))
        state.taken.add(place)


def _people(several: Sequence[Person]) -> str:
    """The names of several people; where they are the same, what tells them apart."""
    names = [person.name for person in several]
    if len(set(names)) > 1:
        return listed(names, len(names))
    ids = [next((person.ids[kind] for kind in IDENTIFYING if kind in person.ids), "") for person in several]
    known = f" ({listed(ids, len(ids))})" if all(ids) else ""
    return f"one of {len(names)} students called {printable(names[0], 60)}{known}"


def _contested(state: _Open, place: int, ones: list[int], taken: bool) -> str:
    who = printable(state.roster[place].name, 60)
    claimants = listed([_shown(state.handed[one]) for one in ones], len(ones))
    if taken:
        return f"{claimants} may be another submission of {who}, and was not matched: look at both."
    return f"{claimants} may each be of {who}, and were not matched: look at them."


def _shown(one: Handed) -> str:
    return one.name if one.name == one.student else f"{one.name} ({one.student})"


def _report(state: _Open, result: Matching) -> list[str]:
    """What remained open, as sentences."""
    if not result.people and not state.doubts:
        count = len(state.handed)
        which = "The only submission is not" if count == 1 else f"Not one of {count:,} submissions is"
        return [f"{which} of a student on the roster: is it of this class?"]
    notes = state.doubts[:MAX_DOUBTS]
    if len(state.doubts) > MAX_DOUBTS:
        more = len(state.doubts) - MAX_DOUBTS
        notes.append(f"{more:,} more submissions are in doubt: give the roster a column of ids.")
    if state.waiting:
        names = [_shown(state.handed[one]) for one in sorted(state.waiting)]
        what = "1 submission is of nobody" if len(names) == 1 else f"{len(names):,} submissions are of nobody"
        notes.append(f"{what} on the roster: {listed(names, len(names))}.")
    return notes
