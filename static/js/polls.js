// Polls of a town hall. They work without this, by leaving the page. With it a vote leaves what is being typed on the page alone.
// A form that came by the line was drawn once for everybody: it lacks this browser's token, and what its reader voted.
const polls = document.querySelector('[data-region="polls"]');
const spoken = document.querySelector("[data-live-spoken]");
const token = document.querySelector("[data-token] input");
const voted = new Map(); // by poll: what stands in its form, and how it reads

const controls = (form) => [...form.elements].filter((one) => one.name && one.type !== "hidden");
const mine = (form) => form.querySelector("[data-mine]");

function complete(form) {
  if (token && !form.elements.csrfmiddlewaretoken) form.prepend(token.cloneNode());
  if (!mine(form).hidden) {
    voted.set(form.dataset.ballot, { fields: new FormData(form), html: mine(form).innerHTML });
    return;
  }
  const before = voted.get(form.dataset.ballot);
  if (!before) return;
  for (const one of controls(form)) {
    if (one.type === "text") one.value = one.defaultValue = before.fields.get(one.name) ?? "";
    else one.checked = one.defaultChecked = before.fields.getAll(one.name).includes(one.value);
  }
  mine(form).innerHTML = before.html;
  mine(form).hidden = false;
}

const completeAll = () => { for (const form of polls.querySelectorAll("[data-ballot]")) complete(form); };

async function vote(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = form.closest(`#poll-${form.dataset.ballot}`);
  const card = fresh.querySelector(`[data-region="polls"] #${place.id}`);
  const mending = fresh.querySelector(`[data-ballot="${form.dataset.ballot}"]`);
  if (card) {
    place.replaceWith(document.adoptNode(card));
    card.querySelector("[data-ballot] button")?.focus({ preventScroll: true });
    if (card.querySelector("[data-mine]")) spoken.textContent = card.querySelector("[data-mine]").textContent;
  } else if (mending) {
    form.replaceWith(document.adoptNode(mending)); // with what is wrong at its field
    mending.querySelector(".nhsuk-form-group--error :is(input, textarea)")?.focus();
  } else if (answer.redirected) {
    location.assign(answer.url); // an address is asked for first
  } else {
    form.submit(); // the page that comes says why not
  }
}

polls.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  try {
    await vote(form);
  } catch {
    mine(form).textContent = spoken.textContent = polls.dataset.failed; // the line is down: the ballot stays as it is
    mine(form).hidden = false;
  }
});
new MutationObserver(completeAll).observe(polls, { childList: true, subtree: true });
completeAll();
