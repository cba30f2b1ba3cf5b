#!/usr/bin/env python
"""Django's command line, with site/ on the path.

site/ is a source root and not a package, because `site` is a module of the standard library.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    from config.start import sentences_alone

    with sentences_alone():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
