"""Asking the virus scanner. Whatever is not a plain "no virus" is not clean."""

from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from clamav_client import get_scanner
from clamav_client.clamd import BufferTooLongError, ClamdError, CommunicationError
from django.conf import settings

from evidence.submissions.files.limits import SCAN_SECONDS


class Verdict(Enum):
    CLEAN = "clean"
    INFECTED = "infected"
    # The scanner is there but can't judge this file.
    NO_JUDGEMENT = "no judgement"
    # The scanner can't be reached; ask again later.
    NO_ANSWER = "no answer"


@dataclass(frozen=True)
class Scan:
    """`detail` goes to the audit log: the name of the virus, or that nobody looked."""

    verdict: Verdict
    detail: str = ""


def scan(file: BinaryIO) -> Scan:
    """Return the scanner's verdict on `file`, read from its start.

    Without CLAMD_ADDRESS a file is clean only where the settings say that nobody need look.
    """
    if not settings.CLAMD_ADDRESS:
        if settings.UPLOADS_WITHOUT_A_VIRUS_SCANNER:
            return Scan(Verdict.CLEAN, "no scanner")
        return Scan(Verdict.NO_ANSWER, "no scanner is configured")
    try:
        file.seek(0)
        return _judged(_asked(file))
    except BufferTooLongError:
        return Scan(Verdict.NO_JUDGEMENT, "longer than the scanner's StreamMaxLength")
    except (CommunicationError, OSError) as error:
        return Scan(Verdict.NO_ANSWER, type(error).__name__)
    except ClamdError:
        return Scan(Verdict.NO_JUDGEMENT, "the scanner reports an error")


def _asked(file: BinaryIO) -> tuple[str, str] | None:
    scanner = get_scanner({"backend": "clamd", "address": settings.CLAMD_ADDRESS, "timeout": float(SCAN_SECONDS)})
    answer: tuple[str, str] | None = scanner.client.instream(file).get("stream")
    return answer


def _judged(answer: tuple[str, str] | None) -> Scan:
    if answer is None:
        return Scan(Verdict.NO_ANSWER, "the scanner hung up")
    status, detail = answer
    if status == "OK":
        return Scan(Verdict.CLEAN)
    if status == "FOUND":
        return Scan(Verdict.INFECTED, detail)
    return Scan(Verdict.NO_JUDGEMENT, "the scanner reports an error")
