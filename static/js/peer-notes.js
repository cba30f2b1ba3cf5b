// Notes on a phone: each is written to the browser's storage first, and sent when there is a line. It stays there until the
// site says that it was received. Whoever wrote it is in its key, so that on a shared phone nobody sends another's words.
// Without this the page is a plain form. On the page without a form, what is kept of all reviews is read and copied.

const PREFIX = "notes:";
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 60000;

const place = document.querySelector("[data-kept]");
const form = document.querySelector("form[data-notes]");
const words = place.dataset;
const own = `${PREFIX}${words.writer}:`;
const mine = words.review ? `${own}${words.review}:` : own;
const draftKey = `${mine}draft`;
const status = document.querySelector("[data-notes-status]");

let isSending = false;
let hasEnded = false;
let wait = FIRST_WAIT;
let timer = 0;

// What is kept

function keysOf(start) {
  return Object.keys(localStorage).filter((key) => key.startsWith(start) && !key.endsWith(":draft"));
}

function draftsOf(start) {
  return Object.keys(localStorage).filter((key) => key.startsWith(start) && key.endsWith(":draft"));
}

function kept() {
  const notes = keysOf(mine).map((key) => JSON.parse(localStorage.getItem(key)));
  return notes.sort((one, other) => one.fields.written_at.localeCompare(other.fields.written_at));
}

function keep(note) {
  localStorage.setItem(mine + note.fields.key, JSON.stringify(note));
}

function forget(note) {
  localStorage.removeItem(mine + note.fields.key);
}

function say(text) {
  status.textContent = text;
}

// What is shown

function counted(text, count) {
  return text.replace("#", count);
}

function show() {
  const notes = kept();
  const others = keysOf(PREFIX).filter((key) => !key.startsWith(own)).length;
  place.hidden = notes.length === 0 && others === 0;
  const sentence = hasEnded ? words.wordsEnded : isSending ? words.wordsSending : words.wordsKept;
  place.querySelector("[data-kept-status]").textContent = notes.length ? counted(sentence, notes.length) : "";
  const line = place.querySelector("[data-kept-others]");
  line.hidden = others === 0;
  line.textContent = others ? counted(words.wordsOthers, others) : "";
  place.querySelector("[data-kept-notes]").replaceChildren(...notes.map(drawn));
  const offered = { again: form, copy: navigator.clipboard, forget: !form };
  for (const [name, isOffered] of Object.entries(offered)) {
    place.querySelector(`[data-kept-${name}]`).hidden = notes.length === 0 || !isOffered;
  }
}

function drawn(note) {
  const box = document.createElement("div");
  box.className = "mh-kept__note";
  box.append(note.fields.text);
  if (note.faults) {
    const why = document.createElement("p");
    why.append(`${words.wordsRefused} ${note.faults.join(" ")} `);
    if (form) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "mh-button-plain";
      button.textContent = words.wordsChange;
      button.addEventListener("click", () => takeBack(note));
      why.append(button);
    }
    box.append(why);
  }
  return box;
}

// Putting a note that was not taken back into the form; what stands there is kept first. It was not saved under its key, which
// may be that of other words by now.
function takeBack(note) {
  if (form.elements.text.value.trim()) keepWhatIsTyped();
  for (const [name, value] of Object.entries(note.fields)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.elements.key.value = newKey();
  forget(note);
  keepDraft();
  show();
  form.elements.text.focus();
}

// Sending

function body(note, token) {
  return new URLSearchParams({ ...note.fields, csrfmiddlewaretoken: token });
}

function post(note, token) {
  return fetch(form.action, {
    method: "POST",
    body: body(note, token),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
  });
}

// Somebody who signed in again in another tab has another token: the page is asked for it once.
async function freshToken() {
  const answer = await fetch(form.action, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const writer = page.querySelector("[data-kept]")?.dataset.writer;
  return writer === words.writer ? page.querySelector("form[data-notes] [name=csrfmiddlewaretoken]")?.value ?? "" : "";
}

async function received(note) {
  let answer = await post(note, form.elements.csrfmiddlewaretoken.value);
  if (answer.status === 403) {
    const token = await freshToken();
    if (token && token !== form.elements.csrfmiddlewaretoken.value) {
      form.elements.csrfmiddlewaretoken.value = token;
      answer = await post(note, token);
    }
  }
  if (answer.status === 422) {
    note.faults = (await answer.json()).errors;
    keep(note);
    return true;
  }
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
    hasEnded = true;
    return false;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const told = await answer.json();
  forget(note);
  say(counted(words.wordsReceived, told.label));
  list(told);
  return true;
}

function list(told) {
  document.querySelector("[data-notes-none]")?.remove();
  const rows = document.querySelector("[data-notes-received]");
  if (!document.getElementById(told.label)) rows.insertAdjacentHTML("afterbegin", told.row);
}

// Sends what is kept, the oldest first, and what is written meanwhile. What was not taken waits for its writer.
async function sendAll() {
  let note;
  while ((note = kept().find((one) => !one.faults))) {
    if (!navigator.onLine) throw new Error("offline");
    if (!(await received(note))) return;
  }
}

async function send() {
  if (isSending || !form) return;
  clearTimeout(timer);
  isSending = true;
  hasEnded = false;
  show();
  try {
    await sendAll();
    wait = FIRST_WAIT;
  } catch {
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  isSending = false;
  show();
  if (kept().length) say(place.querySelector("[data-kept-status]").textContent);
}

// Writing

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function typed() {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  return fields;
}

function keepDraft() {
  try {
    localStorage.setItem(draftKey, JSON.stringify(typed()));
  } catch { /* A full or a forbidden storage: the form itself still holds the words. */ }
}

// A draft that two pages opened has one key: the words of the second do not take the place of the first's.
function hasOtherWords(fields) {
  const there = JSON.parse(localStorage.getItem(mine + fields.key) ?? "null");
  return there !== null && there.fields.text !== fields.text;
}

function keepWhatIsTyped() {
  if (hasOtherWords(typed())) form.elements.key.value = newKey();
  keep({ fields: { ...typed(), written_at: new Date().toISOString() } });
  // The next note is most likely of the same meeting; who said it is asked anew.
  for (const name of ["text", "attendee", "name"]) form.elements[name].value = "";
  form.elements.key.value = newKey();
  localStorage.removeItem(draftKey);
}

function begin() {
  const draft = JSON.parse(localStorage.getItem(draftKey) ?? "null");
  if (draft && !form.elements.text.value) {
    for (const [name, value] of Object.entries(draft)) {
      if (form.elements[name] && name !== "writer") form.elements[name].value = value;
    }
  }
  form.addEventListener("input", () => {
    form.elements.text.setCustomValidity("");
    keepDraft();
  });
  form.addEventListener("submit", (event) => {
    const text = form.elements.text;
    text.setCustomValidity(text.value.trim() ? "" : words.wordsEmpty);
    if (!text.reportValidity()) {
      event.preventDefault();
      return;
    }
    try {
      keepWhatIsTyped();
    } catch {
      return; // nothing can be kept here, so the form is sent as it stands
    }
    event.preventDefault();
    form.elements.text.focus();
    show();
    send();
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
}

place.querySelector("[data-kept-again]").addEventListener("click", send);
place.querySelector("[data-kept-copy]").addEventListener("click", async (event) => {
  await navigator.clipboard.writeText(kept().map((note) => note.fields.text).join("\n\n"));
  event.target.textContent = words.wordsCopied;
});

place.querySelector("[data-kept-forget]").addEventListener("click", () => {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(mine))) localStorage.removeItem(key);
  show();
});

// Whoever signs out leaves nothing on the phone, unless something was not sent: that is said first.
let wasTold = false;
document.querySelector("form[action*='logout']")?.addEventListener("submit", (event) => {
  if (kept().length && !wasTold) {
    event.preventDefault();
    wasTold = true;
    place.querySelector("[data-kept-status]").textContent = counted(words.wordsLeave, kept().length);
    place.scrollIntoView();
  } else {
    draftsOf(own).forEach((key) => localStorage.removeItem(key));
  }
});

if (form) begin();
show();
send();
