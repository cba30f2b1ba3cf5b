// Comboboxes (WAI-ARIA 1.2, list autocomplete): of an organisation, and of the search box.
// Without this script the fields stay what they are: a select and a text box, and a box to search from.

const WAIT = 150;
const SHORTEST = 2;

async function fromServer(address, text) {
  const response = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`suggestions answered ${response.status}`);
  return (await response.json()).suggestions;
}

function make(tag, attributes, ...parts) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...parts);
  return element;
}

// What every combobox does. The words it says stand in the data attributes of `root`.
class Combobox {
  constructor(root, input, label) {
    Object.assign(this, { root, input, options: [], active: -1, asked: 0 });
    this.list = make("ul", { id: `${input.id}-list`, class: "mh-options", role: "listbox", "aria-label": label, hidden: "" });
    this.status = make("div", { class: "nhsuk-u-visually-hidden", role: "status" });
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.onInput());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
    // mousedown, so that the choice is made before the blur closes the list
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options[[...this.list.children].indexOf(option)]);
    });
  }

  get text() {
    return this.input.value.trim();
  }

  onInput() {
    clearTimeout(this.timer);
    if (this.text.length < SHORTEST) {
      this.asked += 1;
      return this.close();
    }
    this.timer = setTimeout(() => this.ask(this.text), WAIT);
  }

  async ask(text) {
    const mine = (this.asked += 1);
    let found;
    try {
      found = await fromServer(this.root.dataset.suggest, text);
    } catch {
      found = this.whenCutOff(text);
    }
    if (mine === this.asked && document.activeElement === this.input) this.open(found);
  }

  open(found) {
    this.options = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    const { none, countOne, countMany } = this.root.dataset;
    const count = found.length === 1 ? countOne : countMany.replace("{}", found.length);
    this.status.textContent = found.length ? count : none;
  }

  option(one, place) {
    const attributes = { id: `${this.list.id}-${place}`, class: "mh-options__one", role: "option", "aria-selected": "false" };
    return make("li", attributes, ...this.lines(one));
  }

  onKey(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        if (this.text.length >= SHORTEST) this.ask(this.text);
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = this.options.length;
      this.mark(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    const item = this.list.children[place];
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

// One combobox of the select and the text box of an organisation. Both stay in the form and carry the answer.
class OrganisationCombobox extends Combobox {
  constructor(root) {
    const select = root.querySelector("select");
    const label = root.querySelector("[data-listed] label");
    const id = select.id;
    select.id = `${id}-listed`;
    label.htmlFor = id;
    super(root, make("input", { id, type: "text", class: "nhsuk-input", spellcheck: "false" }), label.textContent.trim());
    this.select = select;
    this.typed = root.querySelector("[data-typed] input");
    this.help = make("div", { id: `${id}-help`, class: "nhsuk-hint" }, root.dataset.hint);
    const describedby = [select.getAttribute("aria-describedby"), this.help.id].filter(Boolean).join(" ");
    this.input.setAttribute("aria-describedby", describedby);
    const box = make("div", { class: "organisation-choice__box" }, this.input, this.list);
    root.querySelector("[data-listed]").append(this.help, box, this.status);
    select.hidden = true;
    root.querySelector("[data-typed]").hidden = true;
    const chosen = select.selectedOptions[0];
    this.input.value = chosen && chosen.value ? chosen.text : this.typed.value;
  }

  onInput() {
    this.select.value = "";
    this.typed.value = this.text;
    this.tell();
    super.onInput();
  }

  // When the line is cut, the select still knows every name.
  whenCutOff(text) {
    const words = text.toLowerCase().split(/\s+/);
    return [...this.select.options]
      .filter((option) => option.value && words.every((word) => option.text.toLowerCase().includes(word)))
      .slice(0, 12)
      .map((option) => ({ id: option.value, name: option.text, fate: "" }));
  }

  open(found) {
    super.open(found);
    this.help.textContent = found.length ? this.root.dataset.hint : this.root.dataset.none;
  }

  lines(one) {
    return one.fate ? [one.name, make("span", { class: "mh-options__more" }, ` – ${one.fate}`)] : [one.name];
  }

  choose(one) {
    if (![...this.select.options].some((option) => option.value === String(one.id))) {
      this.select.add(new Option(one.name, one.id));
    }
    this.select.value = String(one.id);
    this.typed.value = "";
    this.input.value = one.name;
    this.help.textContent = one.fate || this.root.dataset.hint;
    this.asked += 1;
    this.close();
    this.tell();
  }

  // Scripts that save while people type listen for these.
  tell() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.typed.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Suggestions under the search box. Each leads somewhere: to a search for its words, or to the page it names.
class SearchCombobox extends Combobox {
  constructor(root) {
    const input = root.querySelector("[type=search]");
    input.type = "text"; // a search field may not be a combobox (ARIA in HTML)
    input.enterKeyHint = "search";
    super(root, input, root.dataset.label);
    root.append(this.list, this.status);
  }

  // The search itself works still, and says what is wrong.
  whenCutOff() {
    return [];
  }

  lines(one) {
    return one.kind ? [one.text, " ", make("span", { class: "mh-options__more" }, one.kind)] : [one.text];
  }

  choose(one) {
    window.location.assign(one.url);
  }
}

for (const root of document.querySelectorAll("[data-organisation-choice]")) new OrganisationCombobox(root);
for (const root of document.querySelectorAll("[data-search-suggest]")) new SearchCombobox(root);
