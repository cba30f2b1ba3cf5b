// Keys for the queue: j and k move, Enter opens, x chooses, a takes. They work only while the focus is in the list, so
// that single letters never surprise somebody who speaks or types elsewhere (WCAG 2.1.4).
const form = document.querySelector("[data-desk]");
const lines = form ? [...form.querySelectorAll("[data-line]")] : [];

function lineOf(element) {
  return element.closest("[data-line]");
}

function go(step) {
  const at = lines.indexOf(lineOf(document.activeElement));
  const next = lines[Math.min(Math.max(at + step, 0), lines.length - 1)];
  next.querySelector("a").focus();
}

const keys = {
  j: () => go(1),
  k: () => go(-1),
  x: (line) => line.querySelector("input[type=checkbox]").click(),
  a: (line) => line.querySelector("button[name=take]")?.click(),
};

if (lines.length) {
  form.querySelector("[data-keys]").hidden = false;
  form.addEventListener("keydown", (event) => {
    const line = lineOf(event.target);
    if (!line || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key](line);
  });
  form.addEventListener("focusin", (event) => {
    lines.forEach((line) => line.classList.toggle("mh-row--current", line === lineOf(event.target)));
  });
}
