"""A voice without a system package: the espeak-ng library of the extra ``[voice]``, in a process of its own.

Run as a program it reads a text on stdin and becomes the player that plays it; without a player it writes the sound to
stdout. A process of its own, because a fault in the library must not end a session.

python bundled.py WORDS_PER_MINUTE VOLUME [PLAYER...]
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import tempfile
from pathlib import Path

# From speak_lib.h of espeak-ng.
_RETRIEVE, _DO_NOT_EXIT = 1, 0x8000
_UTF8, _BY_CHARACTER = 1, 1
_RATE, _VOLUME = 1, 2
_LONGEST_PATH = 140  # the library does not find its data if the path is longer than some 160 characters


def main() -> None:
    """Say what is on stdin.

    Raises:
        SystemExit: with code 1, the library does not work.
    """
    words_per_minute, volume, *player = sys.argv[1:]
    made = rendered(sys.stdin.buffer.read(), int(words_per_minute), int(volume))
    if not player:
        sys.stdout.buffer.write(made)
        return
    file = os.memfd_create("spoken")  # it has no name, so nothing is left behind if this process is killed
    os.write(file, made)
    os.set_inheritable(file, True)
    os.execvp(player[0], [*player, f"/proc/self/fd/{file}"])


def rendered(text: bytes, words_per_minute: int, volume: int) -> bytes:
    """A text as a WAV file.

    Raises:
        SystemExit: with code 1, the library does not work.
    """
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    with tempfile.TemporaryDirectory(prefix="stretchcli-") as folder:
        data = espeakng_loader.get_data_path()
        if len(data) > _LONGEST_PATH:
            (Path(folder) / "data").symlink_to(data)
            data = f"{folder}/data"
        rate_hz = library.espeak_Initialize(_RETRIEVE, 0, data.encode(), _DO_NOT_EXIT)
        if rate_hz <= 0:
            sys.exit(1)
        samples = bytearray()

        def take(wave: int | None, count: int, events: int | None) -> int:
            if wave and count > 0:
                samples.extend(ctypes.string_at(wave, 2 * count))
            return 0

        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(take)
        library.espeak_SetSynthCallback(callback)
        library.espeak_SetVoiceByName(b"en-us")
        library.espeak_SetParameter(_RATE, words_per_minute, 0)
        library.espeak_SetParameter(_VOLUME, volume, 0)
        library.espeak_Synth(text, len(text) + 1, 0, _BY_CHARACTER, 0, _UTF8, None, None)
        library.espeak_Synchronize()
    head = struct.pack("<4sI8sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVEfmt ", 16, 1, 1, rate_hz, 2 * rate_hz, 2, 16,
                       b"data", len(samples))  # fmt: skip
    return head + bytes(samples)


if __name__ == "__main__":
    main()
