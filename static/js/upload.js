// Uploads with progress in words, a way to stop, and several files at once. Without it the form is an ordinary form.
// The page's sentences stand in data attributes, in its language: # is the file's name, % the figure.
const POLL = 4000;
const POLLS = 45; // three minutes; then the link in the list is there to press
const SAY_EVERY = 25; // percent, so that a screen reader is not talked over

const element = (name, attributes = {}, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

class Upload {
  constructor(root) {
    this.root = root;
    this.texts = root.dataset;
    this.form = root.querySelector("[data-upload-form]");
    this.spoken = element("p", { role: "status", class: "nhsuk-u-visually-hidden" });
    root.append(this.spoken);
    this.poll(POLLS);
    if (!this.form) return;
    this.input = this.form.querySelector("input[type=file]");
    this.input.multiple = true;
    this.progress = this.form.querySelector("[data-upload-progress]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.start(event.submitter?.value === "continue");
    });
  }

  // `leaves`: go on when all that was chosen is uploaded, or nothing was chosen.
  async start(leaves) {
    if (this.running) return;
    const files = [...this.input.files];
    if (!files.length) return leaves ? location.assign(this.texts.next) : this.complain([this.texts.none]);
    this.running = true;
    const faults = [];
    const good = [];
    for (const file of files) {
      const outcome = this.refusal(file) ?? (await this.send(file));
      if (outcome.fault) faults.push(files.length > 1 ? `${file.name}: ${outcome.fault}` : outcome.fault);
      else if (outcome.message) good.push(outcome.message);
    }
    this.running = false;
    if (leaves && good.length === files.length) return location.assign(this.texts.next);
    this.form.reset();
    await this.refresh();
    this.complain(faults);
    this.spoken.textContent = good.join(" ");
    this.poll(POLLS);
  }

  // What can be said before a byte is sent. The server says all of it again.
  refusal(file) {
    if (file.size >= Number(this.texts.maxBytes)) return { fault: this.texts.tooBig };
    if (!file.size) return { fault: this.texts.empty };
    return null;
  }

  send(file) {
    return new Promise((settle) => {
      const request = new XMLHttpRequest();
      const line = this.line(file, request);
      const finish = (outcome) => { line.remove(); settle(outcome); };
      request.upload.addEventListener("progress", (event) => this.show(line, file, event.loaded / (event.total || 1)));
      request.addEventListener("load", () => finish(this.read(request)));
      request.addEventListener("error", () => finish({ fault: this.texts.lost }));
      request.addEventListener("abort", () => finish({ message: this.texts.cancelled.replace("#", file.name) }));
      const body = new FormData(this.form);
      body.delete(this.input.name);
      body.append(this.input.name, file);
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });
  }

  read(request) {
    try {
      const said = JSON.parse(request.responseText);
      return said.ok ? { message: said.message } : { fault: said.errors.join(" ") };
    } catch {
      return { fault: this.texts.lost };
    }
  }

  line(file, request) {
    const line = element("div", { class: "mh-upload" });
    const words = element("p", { class: "mh-upload__words" });
    const bar = element("progress", { class: "mh-upload__bar", max: "100", value: "0", "aria-label": file.name });
    const cancel = element("button", { type: "button", class: "mh-button-plain" }, this.texts.cancel);
    cancel.append(element("span", { class: "nhsuk-u-visually-hidden" }, ` ${file.name}`));
    cancel.addEventListener("click", () => {
      request.abort();
      this.input.focus();
    });
    line.append(words, bar, cancel);
    this.progress.append(line);
    this.said = -SAY_EVERY;
    this.show(line, file, 0);
    return line;
  }

  show(line, file, part) {
    const percent = Math.floor(part * 100);
    const text = percent < 100 ? this.texts.sending.replace("%", percent) : this.texts.checking;
    const words = text.replace("#", file.name);
    line.querySelector("p").textContent = words;
    line.querySelector("progress").value = percent;
    if (percent < this.said + SAY_EVERY && percent < 100) return;
    this.said = percent;
    this.spoken.textContent = words;
  }

  // The same words above the page and beside the field, as after an ordinary form.
  complain(faults) {
    const group = this.form.querySelector(".nhsuk-form-group");
    const place = document.querySelector("[data-upload-faults]");
    group.querySelector(".nhsuk-error-message")?.remove();
    group.classList.toggle("nhsuk-form-group--error", faults.length > 0);
    this.input.classList.toggle("nhsuk-input--error", faults.length > 0);
    place.replaceChildren();
    this.title ??= document.title.replace(new RegExp(`^${this.texts.error} `), "");
    document.title = faults.length ? `${this.texts.error} ${this.title}` : this.title;
    if (!faults.length) return;
    const message = element("div", { class: "nhsuk-error-message", id: `${this.input.id}_error` });
    for (const fault of faults) {
      const line = element("p", { class: "mh-error-line" });
      line.append(element("span", { class: "nhsuk-u-visually-hidden" }, `${this.texts.error} `), fault);
      message.append(line);
    }
    this.input.before(message);
    const summary = element("div", { class: "nhsuk-error-summary", tabindex: "-1" });
    const list = element("ul", { class: "nhsuk-list nhsuk-error-summary__list" });
    for (const fault of faults) {
      const item = element("li");
      item.append(element("a", { href: `#${this.input.id}` }, fault));
      list.append(item);
    }
    const inner = element("div", { role: "alert" });
    inner.append(element("h2", { class: "nhsuk-error-summary__title" }, this.texts.problem), list);
    summary.append(inner);
    place.append(summary);
    summary.focus();
  }

  async refresh() {
    const response = await fetch(this.texts.listUrl, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-files]");
    this.root.querySelector("[data-files]").replaceWith(document.adoptNode(fresh));
  }

  // While a verdict is awaited, look again: quietly, and never while the reader stands in the list.
  poll(left) {
    clearTimeout(this.timer);
    const list = () => this.root.querySelector("[data-files]");
    if (!left || !("settling" in list().dataset)) return;
    this.timer = setTimeout(async () => {
      if (!this.running && !document.hidden && !list().contains(document.activeElement)) await this.refresh();
      this.poll(left - 1);
    }, POLL);
  }
}

for (const root of document.querySelectorAll("[data-upload]")) new Upload(root);
