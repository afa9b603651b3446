"""The store: whatever is recorded, exported, imported and deleted, in any order."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from stretchcli.errors import UsageProblem
from stretchcli.log.claims import Claims
from stretchcli.log.exporting import export_json
from stretchcli.log.importing import read_export
from stretchcli.log.records import HoldRecord, SessionRecord
from stretchcli.log.store import Store, packed
from tests.log.logs import FakeWall, begun, everything, hold, ids, logged, opened, short_session

Log = dict[str, SessionRecord]
PACKED = packed(short_session())
HOLDS = [phase.index for phase in short_session().phases if phase.kind == "hold"]


def newer(mine: SessionRecord | None, theirs: SessionRecord) -> SessionRecord:
    """What merging two copies of a session should give, said in another way than the database says it."""
    if mine is None:
        return theirs

    def rank(session: SessionRecord) -> tuple[object, ...]:
        return session.revision, session.outcome == "complete", session.given_up, session.outcome

    def rank_hold(record: HoldRecord) -> tuple[object, ...]:
        return record.revision, record.side, record.felt, record.held_s, record.outcome, record.broken_off, record.ended_utc_ms

    holds: dict[int, HoldRecord] = {}
    for record in sorted([*mine.holds, *theirs.holds], key=rank_hold):
        holds[record.phase] = record
    best = max(mine, theirs, key=rank)
    return best._replace(holds=tuple(holds[phase] for phase in sorted(holds)))


def exported(store: Store) -> str:
    """The whole log as ``log export --json`` prints it."""
    file = StringIO()
    export_json(store.everything(), file)
    return file.getvalue()


class Machines(RuleBasedStateMachine):
    """Two machines that keep a log each and exchange exports: the store against a plain dictionary."""

    files = Bundle("files")

    @initialize()
    def begin(self) -> None:
        """Two empty logs."""
        self.folder = TemporaryDirectory()
        self.stores = [opened(Path(self.folder.name) / name) for name in ("here", "there")]
        self.models: list[Log] = [{}, {}]
        self.exports: list[tuple[Path, Log]] = []

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()

    @rule(
        machine=st.integers(0, 1),
        session=ids(),
        outcome=st.sampled_from(["open", "stopped", "complete"]),
        given_up=st.booleans(),
        phase=st.sampled_from(HOLDS),
        held_s=st.sampled_from([3.0, 20.5, 30.0]),
        how=st.sampled_from(["full", "short", "pain"]),
    )
    def record(self, machine: int, session: str, outcome: str, given_up: bool, phase: int, held_s: float, how: str) -> None:
        """A session is begun, goes on or ends, and a hold is done or done again."""
        wall = FakeWall()
        known = self.models[machine].get(session)
        before = {record.phase: record.revision for record in known.holds} if known else {}
        new = begun(wall, id=session, given_up=given_up)._replace(
            revision=known.revision + 1 if known else 1,
            outcome=outcome,  # type: ignore[arg-type]
            holds=(hold(wall, phase=phase, held_s=held_s, outcome=how, revision=before.get(phase, 0) + 1),),
        )
        self.stores[machine].merge([(new, PACKED)])
        self.models[machine][session] = newer(known, new)

    @rule(machine=st.integers(0, 1), session=ids())
    def delete(self, machine: int, session: str) -> None:
        """A session is forgotten on one machine."""
        self.stores[machine].delete(session)
        self.models[machine].pop(session, None)

    @rule(target=files, machine=st.integers(0, 1))
    def export(self, machine: int) -> int:
        """The whole log is written to a file."""
        path = Path(self.folder.name) / f"{len(self.exports)}.json"
        path.write_text(exported(self.stores[machine]), encoding="utf-8")
        self.exports.append((path, dict(self.models[machine])))
        return len(self.exports) - 1

    @rule(machine=st.integers(0, 1), file=files, times=st.integers(1, 2))
    def import_(self, machine: int, file: int, times: int) -> None:
        """A file of either machine is taken in, once or twice."""
        path, model = self.exports[file]
        for _ in range(times):
            written = self.stores[machine].merge((each.session, packed(each.timeline)) for each in read_export(path))
        assert times == 1 or not written
        for name, session in model.items():
            self.models[machine][name] = newer(self.models[machine].get(name), session)

    @rule()
    def join(self) -> None:
        """Each takes in what the other has, and both have the same."""
        both = [store.everything() for store in self.stores]
        for store, others in zip(self.stores, reversed(both), strict=True):
            store.merge((each.session, packed(each.timeline)) for each in others)
        here, there = self.models
        for name in {*here, *there}:
            one, other = here.get(name), there.get(name)
            joined = newer(one, other) if other else one
            assert joined is not None
            here[name] = there[name] = joined
        assert everything(self.stores[0]) == everything(self.stores[1])

    @invariant()
    def both_logs_are_what_the_models_say(self) -> None:
        """After every step."""
        for store, model in zip(getattr(self, "stores", []), getattr(self, "models", []), strict=True):
            assert everything(store) == model


TestMachines = Machines.TestCase
TestMachines.settings = settings(max_examples=settings().max_examples // 3, stateful_step_count=30)


def test_the_newest_sessions_come_first_and_as_many_as_asked_for(tmp_path: Path) -> None:
    """With all their holds."""
    store, wall = opened(tmp_path), FakeWall()
    made = []
    for _ in range(4):
        wall.advance(hours=1)
        made.append(logged(store, wall, [hold(wall), hold(wall, phase=10)]))
    assert store.sessions(2) == made[:1:-1]


def test_a_session_is_found_by_the_first_digits_of_its_id(tmp_path: Path) -> None:
    """Four at least; too few, none and several are told apart."""
    store = opened(tmp_path)
    for name in ("abcd" + "0" * 28, "abcd" + "1" * 28, "1234" + "f" * 28):
        logged(store, FakeWall(), id=name)
    assert store.find("1234").id == "1234" + "f" * 28
    assert store.find("ABCD0").id == "abcd" + "0" * 28
    for name, said in (("12", "is not the id"), ("abcd", "Several"), ("9999", "There is no"), ("'; --", "is not the id")):
        with pytest.raises(UsageProblem, match=said):
            store.find(name)


def test_a_deleted_session_takes_its_holds_along(tmp_path: Path) -> None:
    """Nothing of it stays behind."""
    store = opened(tmp_path)
    session = logged(store, FakeWall())
    store.delete(session.id)
    assert store.db.execute("SELECT (SELECT count(*) FROM sessions) + (SELECT count(*) FROM holds)").fetchone() == (0,)


def test_only_recent_sessions_with_holds_left_can_be_resumed(tmp_path: Path) -> None:
    """Not a complete one, not one given up, not one of yesterday, and not one whose holds are all done."""
    store, wall = opened(tmp_path), FakeWall()
    claims = Claims(tmp_path)
    right = logged(store, wall, [], outcome="open")
    logged(store, wall, [], outcome="complete")
    logged(store, wall, [], outcome="stopped", given_up=True)
    logged(store, wall, [hold(wall, phase=phase) for phase in HOLDS], outcome="stopped")
    assert [stored.session for stored in store.unfinished(wall, claims)] == [right]
    wall.advance(hours=23, minutes=59)
    assert len(store.unfinished(wall, claims)) == 1
    wall.advance(minutes=2)
    assert not store.unfinished(wall, claims)


def test_a_session_that_went_on_counts_from_its_last_hold(tmp_path: Path) -> None:
    """Begun two days ago would be too long ago; taken up again this morning is not."""
    store, wall = opened(tmp_path), FakeWall()
    late = FakeWall(wall.now)
    late.advance(hours=23)
    session = logged(store, wall, [hold(late, phase=HOLDS[0])], outcome="stopped")
    wall.advance(hours=40)
    assert [stored.session for stored in store.unfinished(wall, Claims(tmp_path))] == [session]


def test_a_session_is_mentioned_once(tmp_path: Path) -> None:
    """However often one asks."""
    store = opened(tmp_path)
    session = logged(store, FakeWall(), outcome="open")
    assert [store.mention(session.id) for _ in range(3)] == [True, False, False]


def test_pains_are_listed_by_stretch_the_newest_first(tmp_path: Path) -> None:
    """Those of rehearsals are not among them."""
    store, wall = opened(tmp_path), FakeWall()
    for stretch, rehearsal in (("calf-wall", False), ("glute-bridge", False), ("glute-bridge", True), ("glute-bridge", False)):
        wall.advance(days=1)
        logged(store, wall, [hold(wall, stretch=stretch, outcome="pain", held_s=4.0, rehearsal=rehearsal)])
    assert [pain.hold.stretch for pain in store.pains()] == ["glute-bridge", "glute-bridge", "calf-wall"]
    assert [pain.hold.stretch for pain in store.pains(["calf-wall", "nothing"])] == ["calf-wall"]
    assert store.last_outcome("glute-bridge") == "pain"


def test_a_session_whose_timeline_is_unreadable_hinders_nobody(tmp_path: Path) -> None:
    """It cannot be resumed, and the others can."""
    store, wall = opened(tmp_path), FakeWall()
    broken, sound = (logged(store, wall, [], outcome="open") for _ in range(2))
    store.db.execute("UPDATE sessions SET timeline = 'nonsense' WHERE id = ?", [broken.id])
    assert [stored.session.id for stored in store.unfinished(wall, Claims(tmp_path))] == [sound.id]
