// Saves a section while it is written. Without this script, or without a line, "Save and continue" does the same.
// Nothing is kept in the browser: what could not be saved stays in the form, and leaving the page asks first.
const WAIT = 1500;
const AGAIN = 8000;

function wasChanged(field) {
  if (field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex > 0 && !field.options[field.selectedIndex].defaultSelected;
  return field.value !== field.defaultValue;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.isDirty = false;
    this.isLeaving = false;
    this.going = null;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.isDirty && !this.isLeaving) event.preventDefault();
    });
    addEventListener("pageshow", () => { this.isLeaving = false; });
    addEventListener("online", () => { if (this.isDirty) this.save(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.isDirty) this.save();
    });
    // What was typed before this script came, over a slow line, is saved too.
    if ([...form.elements].some(wasChanged)) this.changed();
  }

  changed() {
    this.isDirty = true;
    this.isStuck = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  // The button sends a later save than any on its way, so that one which arrives late changes nothing.
  leave() {
    this.isLeaving = true;
    clearTimeout(this.timer);
    this.count();
  }

  count() {
    const field = this.form.elements.sequence;
    field.value = String(Number(field.value) + 1);
  }

  // One at a time, in order; what is typed meanwhile goes with the next.
  save() {
    clearTimeout(this.timer);
    if (this.going) return this.going;
    this.going = this.send().finally(() => {
      this.going = null;
      if (this.isDirty && !this.isLeaving && !this.isStuck) this.timer = setTimeout(() => this.save(), this.failed ? AGAIN : WAIT);
    });
    return this.going;
  }

  async send() {
    this.count();
    this.isDirty = false;
    this.failed = false;
    try {
      const response = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (response.status !== 200 && response.status !== 409) throw new Error(`answered ${response.status}`);
      this.take(await response.json());
    } catch (error) {
      this.isDirty = true;
      this.failed = true;
      this.say(error instanceof TypeError ? this.form.dataset.offline : this.form.dataset.refused);
    }
  }

  take(answer) {
    if (!answer.saved) {
      // It can't be saved here any more, so there is no use in trying again; the words stay on the page, and leaving asks.
      this.isDirty = true;
      this.isStuck = true;
      this.say(`${answer.message} ${this.form.dataset.refused}`);
      return;
    }
    for (const [name, stamp] of Object.entries(answer.stamps)) this.form.elements[name].value = stamp;
    for (const place of this.form.querySelectorAll("[data-question]")) {
      place.hidden = !answer.shown.includes(place.dataset.question);
    }
    if (!answer.whole && !this.isDirty) {
      // What can't be taken as it stands, such as letters for a number, waits for its writer; leaving the page asks.
      this.isDirty = true;
      this.isStuck = true;
    }
    if (answer.conflicts.length) this.compare(answer.conflicts);
    else this.say(answer.message || this.form.dataset.saved.replace("#", answer.at));
  }

  compare(conflicts) {
    this.say(this.form.dataset.conflict);
    for (const { question, url } of conflicts) {
      const place = this.form.querySelector(`[data-question="${CSS.escape(question)}"]`);
      if (place.querySelector(".mh-conflict")) continue;
      const note = document.createElement("div");
      note.className = "nhsuk-inset-text mh-conflict";
      note.setAttribute("role", "alert");
      const link = document.createElement("a");
      link.href = url;
      link.textContent = this.form.dataset.compare;
      note.append(`${this.form.dataset.conflict} `, link);
      place.prepend(note);
    }
  }

  // Said to a screen reader too, but only when it changed: "Saved at 14:32" once a minute at most.
  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
