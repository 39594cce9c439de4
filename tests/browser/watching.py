"""What no page may do: complain in the console, break the policy, fail, or call elsewhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# Console reports of the policy come in several wordings; the event is the same in all.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
  const place = `${sourceFile}:${lineNumber}`;
  console.error(`policy broken: ${violatedDirective} by ${blockedURI} at ${place} ${sample}`);
});
"""
OWN_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Collects what goes wrong in every page of a browser context.

    Chromium writes every answer of 400 and more into the console. A test that provokes such an
    answer says so first: ``watch.expect(404)``.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.origin = address
        self.troubles: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", self._catch)
        context.on("request", self._see_request)
        context.on("response", self._see_response)

    def expect(self, *what: int | str) -> None:
        """Say which statuses, or words of the console, belong to this test."""
        self._expected += [
            re.compile(f"status of {word}" if isinstance(word, int) else word) for word in what
        ]

    def complaints(self) -> list[str]:
        """Return what went wrong and was not expected."""
        return [
            trouble
            for trouble in self.troubles
            if not any(pattern.search(trouble) for pattern in self._expected)
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            place = message.location["url"]
            self.troubles.append(f"console {message.type}: {message.text} ({place})")

    def _catch(self, error: WebError) -> None:
        self.troubles.append(f"page error: {error.error}")

    def _see_request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in OWN_SCHEMES and f"{url.scheme}://{url.netloc}" != self.origin:
            self.troubles.append(f"request to another origin: {request.url}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(
                f"answer {response.status}: {response.request.method} {response.url}"
            )
