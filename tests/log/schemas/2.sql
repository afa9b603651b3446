CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    started_utc_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    title TEXT NOT NULL,
    given_up INTEGER NOT NULL,
    timeline BLOB NOT NULL,
    mentioned INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sessions_by_start ON sessions (started_utc_ms);
CREATE TABLE holds (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    phase INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    stretch TEXT NOT NULL,
    side TEXT NOT NULL,
    felt TEXT NOT NULL,
    felt_at TEXT NOT NULL,
    groups TEXT NOT NULL,
    rep INTEGER NOT NULL,
    planned_s INTEGER NOT NULL,
    held_s REAL NOT NULL,
    outcome TEXT NOT NULL,
    broken_off INTEGER NOT NULL,
    ended_utc_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    day TEXT NOT NULL,
    rehearsal INTEGER NOT NULL, effect TEXT NOT NULL DEFAULT 'stretch',
    PRIMARY KEY (session, phase)
) WITHOUT ROWID;
CREATE INDEX holds_by_day ON holds (day, outcome, rehearsal) WHERE rehearsal = 0;
CREATE INDEX holds_by_stretch ON holds (stretch, ended_utc_ms) WHERE rehearsal = 0;
CREATE INDEX holds_that_hurt ON holds (stretch, ended_utc_ms) WHERE rehearsal = 0 AND outcome = 'pain';
PRAGMA user_version = 2;
