// Makes one combobox (WAI-ARIA 1.2, list autocomplete) of the select and the text box of an organisation.
// Both stay in the form and carry the answer; without this script they are used as they are.

const WAIT = 150;
const SHORTEST = 2;

async function fromServer(address, text) {
  const response = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`suggestions answered ${response.status}`);
  return (await response.json()).suggestions;
}

// When the line is cut, the select still knows every name.
function fromSelect(select, text) {
  const words = text.toLowerCase().split(/\s+/);
  return [...select.options]
    .filter((option) => option.value && words.every((word) => option.text.toLowerCase().includes(word)))
    .slice(0, 12)
    .map((option) => ({ id: option.value, name: option.text, fate: "" }));
}

class OrganisationCombobox {
  constructor(root) {
    this.root = root;
    this.select = root.querySelector("select");
    this.typed = root.querySelector("input");
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.build();
    this.show();
  }

  build() {
    const id = this.select.id;
    this.select.id = `${id}-listed`;
    labelOf(this.root).htmlFor = id;

    this.input = document.createElement("input");
    Object.assign(this.input, { id, type: "text", className: "nhsuk-input", autocomplete: "off", spellcheck: false });
    const describedby = this.select.getAttribute("aria-describedby");
    const attributes = {
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-autocomplete": "list",
      "aria-describedby": [describedby, `${id}-help`].filter(Boolean).join(" "),
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);

    this.help = document.createElement("div");
    Object.assign(this.help, { id: `${id}-help`, className: "nhsuk-hint", textContent: this.root.dataset.hint });
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `${id}-list`, className: "organisation-choice__list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", labelOf(this.root).textContent.trim());
    this.status = document.createElement("div");
    this.status.className = "nhsuk-u-visually-hidden";
    this.status.setAttribute("role", "status");

    const part = this.root.querySelector("[data-listed]");
    const box = document.createElement("div");
    box.className = "organisation-choice__box";
    box.append(this.input, this.list);
    part.append(this.help, box, this.status);
    this.select.hidden = true;
    this.root.querySelector("[data-typed]").hidden = true;

    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    // mousedown, so that the choice is made before the blur closes the list
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  show() {
    const chosen = this.select.selectedOptions[0];
    this.input.value = chosen && chosen.value ? chosen.text : this.typed.value;
  }

  onInput() {
    this.select.value = "";
    this.typed.value = this.input.value.trim();
    this.tell();
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (text.length < SHORTEST) {
      this.asked += 1;
      return this.close();
    }
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    const mine = (this.asked += 1);
    let found;
    try {
      found = await fromServer(this.root.dataset.suggest, text);
    } catch {
      found = fromSelect(this.select, text);
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
    this.help.textContent = found.length ? this.root.dataset.hint : none;
  }

  option(one, place) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${place}`;
    item.className = "organisation-choice__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(one.name);
    if (one.fate) {
      const fate = document.createElement("span");
      fate.className = "organisation-choice__fate";
      fate.textContent = ` – ${one.fate}`;
      item.append(fate);
    }
    return item;
  }

  onKey(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        const text = this.input.value.trim();
        if (text.length >= SHORTEST) this.ask(text);
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = this.options.length;
      this.mark(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
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

  choose(place) {
    const one = this.options[place];
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

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  // Scripts that save while people type listen for these.
  tell() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.typed.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function labelOf(root) {
  return root.querySelector("[data-listed] label");
}

for (const root of document.querySelectorAll("[data-organisation-choice]")) new OrganisationCombobox(root);
