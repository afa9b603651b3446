"""Writing the log while a session runs, from a thread of its own, so that a slow disk never holds up a hold."""

from __future__ import annotations

import contextlib
import queue
import threading
from typing import Final

from stretchcli.catalog.phrases import Phrases
from stretchcli.errors import StretchError
from stretchcli.log.database import is_damage, telling
from stretchcli.log.records import SessionRecord, Wall, local_now
from stretchcli.log.store import Store, discard_damaged, packed
from stretchcli.session.timeline import Timeline

LEISURE_S: Final = 0.25
RETRY_S: Final = 5.0
CLOSE_S: Final = 5.0


class Writer:
    """Accepts records immediately and writes each as soon as the disk allows.

    A record that cannot be written is kept and tried again: with the next one, every few seconds, and once more at the
    end. What is still unwritten then is reported, once.
    """

    def __init__(self, store: Store, phrases: Phrases, *, wall: Wall = local_now) -> None:
        self._store: Store | None = store
        self._path = store.path
        self._phrases = phrases
        self._wall = wall
        self._arriving: queue.SimpleQueue[tuple[SessionRecord, Timeline] | None] = queue.SimpleQueue()
        self._all: list[tuple[SessionRecord, Timeline]] = []
        self._packed: tuple[Timeline | None, bytes] = (None, b"")
        self._written = 0
        self._reason = ""
        self._notes: list[str] = []
        self._thread = threading.Thread(target=self._work, name="log", daemon=True)
        self._thread.start()

    def put(self, record: SessionRecord, timeline: Timeline) -> None:
        """Hand over what there is to write: the session and its timeline as they stand, with the holds that are new."""
        self._arriving.put((record, timeline))

    def close(self) -> list[str]:
        """Wait until all is written, but not indefinitely.

        Returns:
            What the person should know.
        """
        self._arriving.put(None)
        self._thread.join(CLOSE_S)
        waiting = self._all[self._written :]
        if self._thread.is_alive() or waiting:
            lost = sum(len(record.holds) for record, _ in waiting)
            what = self._phrases.say("log.lost", count=lost) if lost else self._phrases.say("log.end-lost")
            return [*self._notes, f"{what} {self._reason or self._phrases.say('log.no-answer')}"]
        return self._notes

    def _work(self) -> None:
        wait_s = None
        closing = False
        while not closing:
            with contextlib.suppress(queue.Empty):
                arrived = self._arriving.get(timeout=wait_s)
                closing = arrived is None
                if arrived is not None:
                    self._all.append(arrived)
                    if not arrived[0].holds and len(self._all) == 1:
                        wait_s = LEISURE_S  # the first picture needs the processor now, and no hold can be lost yet
                        continue
            if closing or self._arriving.empty():
                self._write()
                wait_s = RETRY_S if self._written < len(self._all) else None
        if self._store is not None:
            with contextlib.suppress(StretchError), telling(self._path):
                self._store.close()

    def _write(self) -> None:
        """Write what is waiting, on a new log where the old one turns out to be damaged; or note why it did not work."""
        for _ in range(2):
            try:
                with telling(self._path):
                    if self._store is None:
                        self._store = Store.open(self._path, wall=self._wall)
                        self._notes += self._store.notes
                    return self._write_to(self._store)
            except StretchError as error:
                self._reason = error.message
                if self._store is None or not is_damage(error.__cause__):
                    return None
                self._notes += discard_damaged(self._store, error.__cause__, self._wall)
                self._store, self._written = None, 0  # the new log gets all of this session
        return None

    def _write_to(self, store: Store) -> None:
        waiting = self._all[self._written :]
        if waiting and not self._packed[1]:
            store.check_sound()  # find a damaged page now, rather than by a later write
        if waiting:
            store.merge([(record, self._data_of(timeline)) for record, timeline in waiting])
            self._written += len(waiting)

    def _data_of(self, timeline: Timeline) -> bytes:
        """The packed timeline, which is mostly the one of the last record."""
        if timeline is not self._packed[0]:
            self._packed = (timeline, packed(timeline))
        return self._packed[1]
