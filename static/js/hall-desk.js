// The desk of a town hall, kept as the server draws it. Everything works without this, by forms and pages.
// What a moderator does here is sent without leaving the page; what others do is shown as it happens. A row that has the
// focus or the pointer stays where it is, and nothing that was typed, chosen or opened is touched.
import { keys, lineOf } from "./keys.js";
import { follow } from "./line.js";

const QUIET = 1000; // milliseconds in which several changes are drawn as one
const STATUS = { live: "live", "catching-up": "catchingUp", checking: "polling", away: "away", shut: "closed" };
const desk = document.querySelector("[data-desk3]");
const told = document.querySelector("[data-told]");
const status = document.querySelector("[data-live-status]");
const words = desk.dataset;
const columns = () => [...desk.querySelectorAll("[data-column]")];
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

// Drawing

// A pointer that rests where somebody left it, while they go by keys, holds nothing.
let isPointing = false;
document.addEventListener("pointermove", () => { isPointing = true; });
document.addEventListener("keydown", () => { isPointing = false; });
const isBusy = (element) => (isPointing && element.matches(":hover")) || element.contains(document.activeElement);
const isTouched = (element) => isBusy(element)
  || [...element.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue);

function carry(from, to) { // what a person did to a row that is drawn anew
  const box = from.querySelector("input[type=checkbox]");
  const fresh = to.querySelector("input[type=checkbox]");
  if (box && fresh) fresh.checked = box.checked;
  const more = to.querySelector("details");
  if (more) more.open = from.querySelector("details")?.open ?? false;
}

// While the pointer or the focus is in a column its rows keep their places, so that no second click hits another row: what
// is new comes at the end, what is gone says so. Its own order comes when they leave. `acted` is the row that was just acted on.
function drawRows(here, there, acted) {
  const old = new Map([...here.children].map((row) => [row.dataset.row, row]));
  const fresh = [...there.children].map((row) => document.adoptNode(row));
  for (const row of fresh) if (old.has(row.dataset.row)) carry(old.get(row.dataset.row), row);
  if (!isBusy(here)) {
    here.replaceChildren(...fresh);
    return true;
  }
  const keys = new Set(fresh.map((row) => row.dataset.row));
  for (const row of fresh) {
    const before = old.get(row.dataset.row);
    if (!before) here.append(row);
    else if (row.dataset.row === acted || !isBusy(before)) before.replaceWith(row);
    else before.querySelector("[data-claim]").replaceChildren(...row.querySelector("[data-claim]").childNodes);
  }
  for (const [key, row] of old) if (!keys.has(key)) mark(row);
  return false;
}

function mark(row) {
  if (row.classList.contains("mh-desk3__row--gone")) return;
  row.classList.add("mh-desk3__row--gone");
  for (const button of row.querySelectorAll("button, input")) button.disabled = button !== document.activeElement;
  const note = document.createElement("p");
  note.className = "mh-desk3__held";
  note.textContent = words.gone;
  row.prepend(note);
}

let isBehind = false; // whether a column waits for the pointer and the focus to leave it
function draw(fresh, acted) {
  isBehind = false;
  for (const column of columns()) {
    const there = fresh.querySelector(`[data-column="${column.dataset.column}"]`);
    if (!drawRows(column.querySelector("[data-rows]"), there.querySelector("[data-rows]"), acted)) isBehind = true;
    column.querySelector("[data-count]").textContent = there.querySelector("[data-count]").textContent;
    swap(column.querySelector("[data-rest]"), there.querySelector("[data-rest]"));
  }
  for (const region of document.querySelectorAll("[data-refreshed]")) {
    swap(region, fresh.querySelector(`[data-refreshed="${region.dataset.refreshed}"]`));
  }
}

function swap(here, there) {
  if (isTouched(here)) isBehind = true; // its turn comes when they leave it
  else here.replaceChildren(...there.childNodes);
}

// Fetching

let fetching;
let isAsked = false;
function refresh() {
  isAsked = true;
  fetching ??= setTimeout(async () => {
    isAsked = false;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) status.textContent = words.closed;
      else draw(parsed(await answer.text()));
    } catch { /* the line is down: it is drawn when it is back */ }
    fetching = undefined;
    if (isAsked) refresh();
  }, QUIET);
}
const catchUp = () => { if (isBehind) refresh(); };
for (const part of [...columns(), ...document.querySelectorAll("[data-refreshed]")]) {
  part.addEventListener("pointerleave", catchUp);
  part.addEventListener("focusout", catchUp);
}

// Acting

let last; // the row that was acted on last
function placeOf(element) {
  const row = lineOf(element);
  const list = row?.parentElement;
  return { row: row?.dataset.row ?? last, list, at: list ? [...list.children].indexOf(row) : -1 };
}

// The focus stays in its row; if that has left the column, it goes to the one that came in its place.
function focusNear({ row, list, at }) {
  const rows = list?.isConnected ? [...list.children] : [...desk.querySelectorAll("[data-row]")];
  const next = rows.find((one) => one.dataset.row === row) ?? rows[Math.min(at, rows.length - 1)];
  (next?.querySelector("a") ?? (list ?? desk).closest("section, main").querySelector("h2[tabindex]")).focus();
}

async function send(form, button) {
  const place = placeOf(lineOf(form) ? form : document.activeElement);
  last = place.row;
  const body = new FormData(form, button);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } });
    const there = new URL(answer.url);
    if (!answer.ok || there.pathname !== location.pathname) throw new Error("not the desk");
    const fresh = parsed(await answer.text());
    document.activeElement?.blur();
    if (form.id) for (const box of desk.querySelectorAll("input[name=chosen]")) box.checked = false;
    draw(fresh, place.row);
    told.replaceChildren(...fresh.querySelector("[data-told]").childNodes);
    offerUndo();
    if (!isPointing) focusNear(place);
  } catch {
    form.removeAttribute("data-act");
    form.requestSubmit(button); // as a page: the server says what is wrong
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

// The offer to undo goes when its time is over.
let offered;
function offerUndo() {
  clearTimeout(offered);
  const done = told.querySelector("[data-done]");
  if (done) offered = setTimeout(() => { done.querySelector("form").remove(); }, Number(done.dataset.seconds) * 1000);
}
offerUndo();

// On a phone the columns are tabs.
document.querySelector(".mh-desk3__tabs").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  history.replaceState(null, "", link.href);
  const name = new URL(link.href).searchParams.get("column");
  for (const column of columns()) column.classList.toggle("mh-desk3__column--current", column.dataset.column === name);
  for (const one of event.currentTarget.querySelectorAll("a")) one.toggleAttribute("aria-current", false);
  link.setAttribute("aria-current", "page");
});

// Keys

document.querySelector("[data-keys]").hidden = false;
if ("keysOn" in words) {
  const toColumn = (number) => () => {
    const column = columns()[number];
    (column.querySelector("[data-rows] a") ?? column.querySelector("h2[tabindex]")).focus();
  };
  keys(desk, {
    everywhere: true,
    more: { 1: toColumn(0), 2: toColumn(1), 3: toColumn(2), u: () => told.querySelector('[data-key="u"]')?.click() },
  });
}

// Following

if (words.liveUrl) {
  follow({
    liveUrl: words.liveUrl,
    pollUrl: words.pollUrl,
    cursor: words.cursor,
    onMessage: () => refresh(),
    onStatus: (state) => { status.textContent = words[STATUS[state]]; },
  });
}
