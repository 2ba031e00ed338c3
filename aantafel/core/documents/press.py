"""Sets one document, as a process of its own: `python -I press.py FOLDER SOURCE FONTS SECONDS-SINCE-1970`.

FOLDER holds document.json and the pictures, and gets document.pdf; nothing outside it and the fonts can be read by the
source. Whatever happens in here, memory and time have an end, and the web process that waits goes on.
"""

import os
import resource
import sys
from pathlib import Path

MEMORY = 640 * 1024 * 1024
SECONDS = 20
LARGEST = 64 * 1024 * 1024


def limit() -> None:
    """Without a word to the network, whatever a source should ask for: no package is ever fetched."""
    if sys.platform == "linux":  # elsewhere a limit on memory stops a process before it has begun
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nowhere = "http://127.0.0.1:9"
    os.environ.update(http_proxy=nowhere, https_proxy=nowhere, all_proxy=nowhere, RAYON_NUM_THREADS="1")


def press(folder: Path, source: Path, fonts: Path, moment: int) -> None:
    import typst

    none = folder / "packages"  # nobody makes it
    compiler = typst.Compiler(
        source.read_bytes(),
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        package_path=none,
        package_cache_path=none,
    )
    content = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    if isinstance(content, bytes):
        (folder / "document.pdf").write_bytes(content)


if __name__ == "__main__":
    limit()
    try:
        press(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    except RuntimeError as error:  # what the typesetter has to say about a document
        sys.exit(f"{error}")
