// Follows a town hall. The page works without this: it only saves asking for the page again.
// Nothing is re-sorted or put in under the reader; what is new waits behind a button. What is being typed is never touched.
import { follow } from "./line.js";

const QUIET = 10000; // milliseconds between two announcements

const thread = document.querySelector("[data-thread]");
const words = thread.dataset;
const news = thread.querySelector("[data-news]");
const status = document.querySelector("[data-live-status]");
const pause = document.querySelector("[data-live-pause]");
const spoken = document.querySelector("[data-live-spoken]");
const followers = document.querySelector("[data-live-followers]");

let line;
let isPaused = false;
let isStale = false; // the page as the server draws it now is another than this one
let said = "";
let onStage = ""; // what is being answered, while it is news
const waiting = new Map(); // what is new, by its key
const kept = new Map(); // changes that wait for the reader to let updates in again: by what they are about
const held = new Map(); // regions that the reader is in, by name

const all = (selector) => document.querySelectorAll(selector);
const counted = (count) => (count === 1 ? words.newOne : words.newMany.replace("#", count));

// Regions: parts of the page that are swapped whole, unless somebody is in them or has typed or chosen something.
function isTouched(region) {
  if (region.contains(document.activeElement)) return true;
  return [...region.querySelectorAll("input, textarea, select")].some((field) => {
    if (field.type === "hidden") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.type === "textarea" && field.value) return true; // also what a refusal gave back
    if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected);
    return field.value !== field.defaultValue;
  });
}

function swap(name, html) {
  const region = document.querySelector(`[data-region="${CSS.escape(name)}"]`);
  if (!region) return;
  held.delete(name);
  if (isTouched(region)) { held.set(name, html); return; }
  if (region.innerHTML !== html) region.innerHTML = html;
}

function swapAll(regions) {
  for (const [name, html] of Object.entries(regions ?? {})) swap(name, html);
  if (regions?.answering !== undefined) {
    const card = document.querySelector('[data-region="answering"]');
    const [heading, reference] = [card.querySelector("h2"), card.querySelector("strong")];
    onStage = heading ? `${heading.textContent}: ${reference?.textContent ?? ""}` : "";
  }
}

// Contributions and counts

function look(body) {
  const places = all(`[data-said="${body.id}"]`);
  if (body.gone) {
    waiting.delete(body.id);
    for (const place of places) {
      place.querySelector("[data-look]").textContent = body.why;
      place.querySelector("[data-replies]")?.replaceChildren(); // they stand under nothing now
    }
    return;
  }
  if (!places.length) { waiting.set(body.id, body); return; }
  for (const place of places) {
    if (Number(place.dataset.revision ?? 0) >= body.revision) continue;
    place.dataset.revision = body.revision;
    place.querySelector("[data-look]").innerHTML = body.html;
  }
  count(body);
}

function count({ id, votes, votes_word: word }) {
  if (votes === undefined) return;
  for (const place of all(`[data-said="${id}"]`)) {
    const [figure, unit] = [place.querySelector("[data-votes]"), place.querySelector("[data-votes-word]")];
    if (figure) figure.textContent = votes;
    if (unit) unit.textContent = word;
  }
}

// While updates are paused only the last of each is kept. What a moderator took from view goes at once all the same.
function change(about, body) {
  if (isPaused && !body.gone) { kept.set(about, body); return; }
  kept.delete(about);
  if (about.startsWith("contribution")) (body.html === undefined ? count : look)(body);
  swapAll(body.regions);
  if ((body.takes_words !== undefined && body.takes_words !== (words.takesWords === "yes")) || body.goes_on) isStale = true;
}

function take(message) {
  if (message.followers !== undefined) {
    followers.hidden = !message.followers;
    followers.textContent = message.followers;
  }
  if (message.reset !== undefined) isStale = true;
  for (const event of message.events ?? []) {
    if (event.body) change(`${event.of} ${event.body.id ?? ""}`, event.body);
    else if (event.body === null) isStale = true;
  }
  for (const one of message.tallies ?? []) change(`${one.of} ${one.id} counts`, one);
  offer();
  announce();
}

// What is offered, and said

function offer() {
  const isMore = isStale || [...held.keys()].some((name) => name !== "ask"); // a draft stays, whatever became of its form
  news.hidden = isPaused || (waiting.size === 0 && !isMore);
  news.querySelector("button").textContent = waiting.size ? counted(waiting.size) : words.changed;
}

let announcing;
let announced = 0;
function announce() {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    if (isPaused) return;
    const text = [onStage, waiting.size ? counted(waiting.size) : ""].filter(Boolean).join(". ");
    onStage = "";
    if (!text || text === said) return;
    announced = Date.now();
    spoken.textContent = said = text;
  }, Math.max(0, announced + QUIET - Date.now()));
}

// The page as the server draws it now takes the place of this one, region by region. A draft stays as it is.
async function fetchAnew() {
  const answer = await fetch(words.pageUrl, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = fresh.querySelector("[data-thread]");
  if (!there) return;
  const focusWasHere = news.contains(document.activeElement);
  const isSameForm = there.dataset.takesWords === words.takesWords;
  for (const { dataset, innerHTML } of fresh.querySelectorAll("[data-region]")) {
    if (dataset.region !== "ask" || !isSameForm) swap(dataset.region, innerHTML);
  }
  waiting.clear();
  isStale = false;
  const goesOnElsewhere = there.dataset.liveUrl !== words.liveUrl; // in the next part of the thread
  Object.assign(words, there.dataset);
  if (goesOnElsewhere) begin();
  offer();
  if (focusWasHere) {
    const heading = thread.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

const states = { live: words.live, "catching-up": words.catchingUp, checking: words.checking, away: words.away, shut: words.shut };
let state = "";
function show() {
  status.textContent = isPaused ? words.paused : states[state];
}

function begin() {
  line?.stop();
  line = follow({ ...words, onMessage: take, onStatus: (now) => { state = now; show(); } });
}

news.querySelector("button").addEventListener("click", () => { fetchAnew(); });
document.addEventListener("focusout", () => {
  // Whoever leaves a region gets what waited for that, unless something typed still stands there.
  setTimeout(() => { for (const [name, html] of [...held]) swap(name, html); offer(); }, 0);
});
pause.hidden = false;
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.setAttribute("aria-pressed", isPaused);
  if (!isPaused) for (const [about, body] of [...kept]) change(about, body);
  show();
  offer();
  announce();
});
begin();
