from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from evidence.submissions.files.limits import MAX_PIXELS
from evidence.submissions.files.readers.child import TooManyPixels
from evidence.submissions.files.readers.everything import in_bytes

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def opened(file: BinaryIO) -> None:
    """Unpack the picture once: a header may promise what the rest does not hold."""
    try:
        with Image.open(file, formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooManyPixels
            picture.load()
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error


def text(file: BinaryIO) -> Iterator[str]:
    """A picture has no text that we can read."""
    yield from ()


def everything(file: BinaryIO) -> Iterator[str]:
    """What a camera or a program wrote beside the picture."""
    with Image.open(file, formats=("PNG", "JPEG", "WEBP")) as picture:
        yield "\n".join(str(value) for value in (*picture.info.values(), *picture.getexif().values()) if value) + "\n"
    file.seek(0)
    yield in_bytes(file.read())
