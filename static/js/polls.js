// Polls of a town hall. They work without this, by leaving the page. With it a vote leaves what is being typed on the page alone.
// A form that came by the line was drawn once for everybody: it lacks this browser's token, and what its reader voted.
const polls = document.querySelector('[data-region="polls"]');
const spoken = document.querySelector("[data-live-spoken]");
const token = document.querySelector("[data-token] input");
const voted = new Map(); // by poll: what stands in its form, and how it reads
const unfolded = new Map(); // by poll: whether its reader opened it

const mine = (form) => form.querySelector("[data-mine]");

function complete(form) {
  if (token && !form.elements.csrfmiddlewaretoken) form.prepend(token.cloneNode());
  if (!mine(form).hidden) {
    voted.set(form.dataset.ballot, { fields: new FormData(form), html: mine(form).innerHTML });
    return;
  }
  const before = voted.get(form.dataset.ballot);
  if (!before) return;
  for (const one of form.querySelectorAll("input:not([type=hidden])")) {
    if (one.type === "text") one.value = one.defaultValue = before.fields.get(one.name) ?? "";
    else one.checked = one.defaultChecked = before.fields.getAll(one.name).includes(one.value);
  }
  mine(form).innerHTML = before.html;
  mine(form).hidden = false;
}

function completeAll() {
  for (const form of polls.querySelectorAll("[data-ballot]")) complete(form);
  for (const one of polls.querySelectorAll("details[id]")) if (unfolded.has(one.id)) one.open = unfolded.get(one.id);
}

// The page that answers holds the poll: as it stands now, or with what is wrong at its field.
async function vote(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-poll]");
  if (!fresh && !answer.redirected) return form.submit(); // the page that comes says why not
  if (!fresh) return location.assign(answer.url); // an address is asked for first
  form.closest("[data-poll]").replaceWith(document.adoptNode(fresh));
  const wrong = fresh.querySelector(".nhsuk-form-group--error input");
  if (!wrong && fresh.querySelector("[data-mine]")) spoken.textContent = mine(fresh).textContent;
  (wrong ?? fresh.querySelector("[data-ballot] button"))?.focus({ preventScroll: !wrong });
}

polls.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  try {
    await vote(form);
  } catch {
    const unsent = form.querySelector("[data-unsent]"); // the line is down: the ballot stays as it is
    unsent.hidden = false;
    spoken.textContent = unsent.textContent;
  }
});
// What folds by itself, with a new list, is no wish of its reader's: only what is pressed is kept.
polls.addEventListener("click", (event) => {
  const one = event.target.closest("summary")?.parentElement;
  if (one?.id) unfolded.set(one.id, !one.open);
});
new MutationObserver(completeAll).observe(polls, { childList: true, subtree: true });
completeAll();
