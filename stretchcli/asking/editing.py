"""Changing lists of a config without touching anything else in it: what is not a name in the lists stays as it is, byte for byte.

The parser says where every token is. Tokens that go are cut out of the text; what is between them, spaces and comments,
stays. The result is read again and compared before anybody writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import yaml

from stretchcli.reading import nodes

# One entry of a list: a name, or a name with the day since which it holds.
Item = str | tuple[str, str]

# The parser that reads the config, so that both understand it alike: the other one refuses tabs before a comment.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GONE: Final = "\0"  # marks where something was cut out; no YAML text can contain it
_BREAK: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_LINE: Final = re.compile(r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|\Z)")
_BEFORE_COMMENT: Final = re.compile(r"^[ \t]+(?=#)")
_SPACES: Final = re.compile(r"[ \t]*")


class CannotEdit(Exception):
    """The text is YAML that cannot be changed without risk to the rest of it."""


class Change(NamedTuple):
    """What becomes of one list.

    Attributes:
        entries: For each entry that is there, what comes in its place: itself, another one, or None.
        added: New entries, after them.
    """

    entries: tuple[Item | None, ...]
    added: tuple[Item, ...]

    @property
    def after(self) -> list[Item]:
        """The list as it will be."""
        return [*(entry for entry in self.entries if entry is not None), *self.added]


def edited(text: str, changes: Mapping[str, Change]) -> str:
    """The text with these lists, each the value of a key, as they are wanted.

    Args:
        text: A config that can be read, or an empty one.

    Raises:
        CannotEdit: it was not possible without a change to anything else.
    """
    try:
        before = _data(text)
        found = _Text(text)
        for key, change in changes.items():
            old = before.get(key, [])
            if old != change.after:
                found.change(key, [*zip(old, change.entries, strict=True)], change.added)
        result = found.result()
        after = _data(result)
    except (yaml.YAMLError, nodes.Refused, ValueError, IndexError) as error:
        raise CannotEdit(str(error)) from error
    wanted = before | {key: change.after for key, change in changes.items()}
    lost = Counter(_comments(text)) - Counter(_comments(result))
    if {key: value for key, value in after.items() if value} != {key: value for key, value in wanted.items() if value} or lost:
        raise CannotEdit("the result would not say the same")
    return result


def rendered(item: Item) -> str:
    """An entry as it is written."""
    return item if isinstance(item, str) else f"{{name: {item[0]}, since: {item[1]}}}"


def listed(items: Sequence[Item]) -> str:
    """A list as it is written."""
    return f"[{', '.join(map(rendered, items))}]"


class _Text:
    """A text, its tree and its tokens, and what is cut out of it and put in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = yaml.compose(text, Loader=_LOADER)
        self.tokens: list[Any] = [
            token
            for token in yaml.scan(text, Loader=_LOADER)
            if token.end_mark.index > token.start_mark.index and not isinstance(token, yaml.StreamEndToken)
        ]
        self.cuts: list[tuple[int, int]] = []
        self.insertions: list[tuple[int, str]] = []
        self.appended = False
        found = _BREAK.search(text)
        self.newline = found[0] if found else "\n"

    def change(self, key: str, entries: Sequence[tuple[Item, Item | None]], added: Sequence[Item]) -> None:
        """Change the list of one key, which may be missing."""
        nodes_of = {node.value: (node, value) for node, value in self.root.value} if self.root is not None else {}
        if key not in nodes_of:
            self._append(f"{key}: {listed(added)}")
            return
        name, value = nodes_of[key]
        items = value.value if isinstance(value, yaml.SequenceNode) else []
        kept = [item for item, (_, new) in zip(items, entries, strict=False) if new is not None]
        if not kept:  # not a list, or none of it stays: it is written anew, and its comments stay where they are
            after = [*(new for _, new in entries if new is not None), *added]
            colon = next(token for token in self._between(name.end_mark.index, len(self.text)) if token.id == ":")
            self._cut(value)
            if value.start_mark.line == colon.end_mark.line:
                self.insertions.append((value.start_mark.index, listed(after)))
            else:
                self.insertions.append((colon.end_mark.index, f" {listed(after)}"))
            return
        for item, (old, new) in zip(items, entries, strict=True):
            if new is None:
                self._cut(item)
            elif new != old:
                self._cut(item)
                self.insertions.append((item.start_mark.index, rendered(new)))
        if value.flow_style:
            self._change_flow(value, items, kept, added)
        else:
            self._change_block(value, items, kept, added)

    def _change_flow(self, value: Any, items: Sequence[Any], kept: Sequence[Any], added: Sequence[Item]) -> None:
        commas = [self._comma_after(item, value) for item in items]
        for item, comma in zip(items, commas, strict=True):
            last = item is kept[-1] and item is not items[-1] and commas[-1] is None
            if comma is not None and (item not in kept or last):
                self._cut_token(comma)
        if added:
            self.insertions.append((self._end(kept[-1]), "".join(f", {rendered(item)}" for item in added)))

    def _change_block(self, value: Any, items: Sequence[Any], kept: Sequence[Any], added: Sequence[Item]) -> None:
        for item in items:
            if item not in kept:
                before = [token for token in self._between(value.start_mark.index, item.start_mark.index) if token.id == "-"]
                self._cut_token(before[-1])
        if added:
            indent = " " * value.start_mark.column
            lines = "".join(f"{self.newline}{indent}- {rendered(item)}" for item in added)
            self.insertions.append((self._line_end(self._end(kept[-1])), lines))

    def _append(self, line: str) -> None:
        """Put a new key after the last one, within the braces where the whole config is in braces."""
        first, self.appended = not self.appended, True
        if self.root is not None and self.root.flow_style:
            last = [token for token in self.tokens if token.id == "}"][-1]
            inside = [token for token in self._between(0, last.start_mark.index) if token.id != ","]
            comma = "" if first and not self.root.value else ", "
            self.insertions.append((inside[-1].end_mark.index, f"{comma}{line}"))
            return
        end = next((token.start_mark.index for token in self.tokens if token.id == "<document end>"), len(self.text))
        unfinished = first and self.text[:end] and not _BREAK.fullmatch(self.text[end - 1 : end])
        indent = " " * (self.root.start_mark.column if self.root is not None else 0)
        self.insertions.append((end, f"{self.newline if unfinished else ''}{indent}{line}{self.newline}"))

    def _between(self, start: int, end: int) -> list[Any]:
        return [token for token in self.tokens if start <= token.start_mark.index and token.end_mark.index <= end]

    def _within(self, node: Any) -> list[Any]:
        return self._between(node.start_mark.index, node.end_mark.index)

    def _end(self, node: Any) -> int:
        """Where the last token of a node ends: a node itself reaches to the next one."""
        return int(self._within(node)[-1].end_mark.index)

    def _line_end(self, position: int) -> int:
        """The end of the line that holds something which ends here."""
        if position and _BREAK.fullmatch(self.text[position - 1]):
            position -= 2 if self.text[position - 2 : position] == "\r\n" else 1
            return position
        found = _BREAK.search(self.text, position)
        return found.start() if found else len(self.text)

    def _comma_after(self, item: Any, value: Any) -> Any:
        following = self._between(self._end(item), value.end_mark.index)
        return following[0] if following and following[0].id == "," else None

    def _cut(self, node: Any) -> None:
        for token in self._within(node):
            self._cut_token(token)

    def _cut_token(self, token: Any) -> None:
        """Cut a token out, with the spaces after it, unless a comment needs them to be one.

        A block of text ends after a line break, which stays.
        """
        end = token.end_mark.index
        spaces = _SPACES.match(self.text, end)
        assert spaces is not None  # no spaces at all match too
        if _BREAK.match(self.text, end - 1):
            end = self._line_end(end)
        elif self.text[spaces.end() : spaces.end() + 1] != "#":
            end = spaces.end()
        self.cuts.append((token.start_mark.index, end))

    def result(self) -> str:
        """The text without what was cut out and with what was put in; lines with nothing left on them go too."""
        if not (self.cuts or self.insertions):
            return self.text
        marked = list(self.text)
        for start, end in self.cuts:
            marked[start:end] = [_GONE] * (end - start)
        parts, position = [], 0
        for at, new in sorted(self.insertions, key=lambda one: one[0]):
            parts += [*marked[position:at], new]
            position = at
        parts += marked[position:]
        return "".join(map(_cleared, _LINE.findall("".join(parts))))


def _cleared(line: str) -> str:
    """A line without the marks of what was cut out; nothing where there was nothing else on it."""
    if _GONE not in line:
        return line
    left = line.replace(_GONE, "")
    if not left.strip():
        return ""
    # A comment that is now alone on its line must not follow a tab.
    return _BEFORE_COMMENT.sub(lambda spaces: spaces[0].replace("\t", " "), left)


def _data(text: str) -> dict[str, Any]:
    """What the text says: lists of entries for what may be one, else the plain tree."""
    try:
        root = nodes.parse(text.encode(), "config")
    except nodes.Refused as refused:
        if refused.problem.code == "empty":
            return {}
        raise
    return {key.text: _entries(value) for key, value in root.entries}


def _entries(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Sequence):
        return [_entry(item) for item in node.items]
    return [_entry(node)]


def _entry(node: nodes.Node) -> Any:
    if isinstance(node, nodes.Scalar):
        return node.text.strip()
    if isinstance(node, nodes.Mapping):
        found = {key.text: _entry(value) for key, value in node.entries}
        return (found["name"], found["since"]) if found.keys() == {"name", "since"} else found
    return [_entry(item) for item in node.items]


def _comments(text: str) -> Iterator[str]:
    """The comments of a text: what is between its tokens and is not a space."""
    position = 0
    for token in yaml.scan(text, Loader=_LOADER):
        yield from _comments_in(text[position : token.start_mark.index])
        position = max(position, token.end_mark.index)
    yield from _comments_in(text[position:])


def _comments_in(gap: str) -> Iterator[str]:
    for line in _LINE.findall(gap):
        if "#" in line:
            yield line[line.index("#") :].strip()
