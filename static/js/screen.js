// The large screen follows the public line of its town hall: whatever happens, it is fetched anew, once a second at most.
import { follow } from "./line.js";

const QUIET = 1000; // milliseconds
const STATUS = { live: "live", "catching-up": "catchingUp", checking: "polling", away: "away", shut: "closed" };
const screen = document.querySelector('[data-screen="now"]');
const status = document.querySelector("[data-live-status]");
const words = screen.dataset;

let drawing;
function draw() {
  drawing ??= setTimeout(async () => {
    drawing = undefined;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-screen]")) {
        part.replaceChildren(...fresh.querySelector(`[data-screen="${part.dataset.screen}"]`).childNodes);
      }
    } catch { /* the line is down: it is drawn when it is back */ }
  }, QUIET);
}

follow({
  liveUrl: words.liveUrl,
  streamUrl: words.streamUrl,
  pollUrl: words.pollUrl,
  cursor: words.cursor,
  onMessage: () => draw(),
  onStatus: (state) => { status.textContent = words[STATUS[state]]; },
});
