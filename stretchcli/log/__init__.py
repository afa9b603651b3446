"""The record of sessions and holds: kept hold by hold, resumed from, counted, carried from one machine to another."""
