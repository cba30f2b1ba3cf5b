// Follows a town hall. The page works without this: it only saves asking for the page again.
// Nothing is re-sorted or put in under the reader; what is new waits behind a button. What is being typed is never touched.
const QUIET = 10000; // milliseconds between two announcements
const POLL = 10000;
const LONGEST_WAIT = 30000;
const TRIES = 4; // broken lines in a row before the page asks by itself

const thread = document.querySelector("[data-thread]");
const words = thread.dataset;
const list = thread.querySelector("[data-list]");
const news = thread.querySelector("[data-news]");
const status = document.querySelector("[data-live-status]");
const pause = document.querySelector("[data-live-pause]");
const spoken = document.querySelector("[data-live-spoken]");

let [epoch, seq] = [words.cursor.split(":")[0], Number(words.cursor.split(":")[1])];
let failures = 0;
let socket;
let isPaused = false;
const waiting = new Map(); // what is new or was changed while paused, by its key

const of = (id) => document.querySelectorAll(`[data-said="${id}"]`);
const cursor = () => `${epoch}:${seq}`;
const say = (text) => { status.textContent = text; };
const counted = (one, many, count) => (count === 1 ? one : many.replace("#", count));

function look(body) {
  const places = of(body.id);
  if (body.gone) {
    waiting.delete(body.id);
    for (const place of places) place.querySelector("[data-look]").textContent = words.gone;
    return;
  }
  if (!places.length) {
    waiting.set(body.id, body);
    return;
  }
  for (const place of places) {
    if (Number(place.dataset.revision ?? 0) >= body.revision) continue;
    place.dataset.revision = body.revision;
    place.querySelector("[data-look]").innerHTML = body.html;
  }
}

function offer(count) {
  news.hidden = count === 0;
  if (!count) return;
  const button = news.querySelector("button") ?? news.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
  button.textContent = counted(words.newOne, words.newMany, count);
}

// The list as the server draws it now takes the place of the one here. The form beside it stays as it is.
async function fetchList() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = fresh.querySelector("[data-list]");
  if (there && list) list.replaceWith(document.adoptNode(there)); else location.reload();
  waiting.clear();
  offer(0);
}
news.addEventListener("click", () => { fetchList(); });

let said = 0;
let announcing;
function announce() {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    said = Date.now();
    if (!isPaused && waiting.size) spoken.textContent = counted(words.newOne, words.newMany, waiting.size);
  }, Math.max(0, said + QUIET - Date.now()));
}

// Returns false when something is missing, so that the line is begun anew from the cursor.
function take(message) {
  if (message.epoch !== epoch || message.reset !== undefined) {
    [epoch, seq] = [message.epoch, message.reset ?? message.seq ?? 0];
    offer(Math.max(1, waiting.size));
    return true;
  }
  if (message.beat !== undefined) return message.beat <= seq;
  if (message.prev > seq) return false;
  for (const event of message.events) {
    if (event.body?.id !== undefined) look(event.body);
    else if (event.of !== "contribution") offer(Math.max(1, waiting.size));
  }
  seq = Math.max(seq, message.seq);
  if (!isPaused) offer(waiting.size);
  announce();
  return true;
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(`${scheme}//${location.host}${words.liveUrl}?after=${encodeURIComponent(cursor())}`);
  socket.addEventListener("open", () => { failures = 0; say(words.live); });
  socket.addEventListener("message", (event) => { if (!take(JSON.parse(event.data))) socket.close(); });
  socket.addEventListener("close", again);
}

function again() {
  failures += 1;
  say(failures > TRIES ? words.polling : words.catchingUp);
  const wait = Math.random() * Math.min(LONGEST_WAIT, 500 * 2 ** failures);
  if (failures > TRIES) poll();
  setTimeout(connect, failures > TRIES ? LONGEST_WAIT + wait : wait);
}

async function poll() {
  try {
    const answer = await fetch(`${words.pollUrl}?after=${encodeURIComponent(cursor())}`);
    if (answer.status === 200) take(await answer.json());
  } catch { /* the line is down: the next time */ }
  if (socket.readyState !== WebSocket.OPEN) setTimeout(poll, POLL);
}

pause.hidden = false;
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.setAttribute("aria-pressed", isPaused);
  if (!isPaused) offer(waiting.size);
});
connect();
