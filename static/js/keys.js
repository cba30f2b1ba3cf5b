// Single keys for the lines of a list: j and k move, and a letter presses what says it in the line (`data-key`).
// They rest while somebody types. Where they work outside of the list too, the page must let people switch them off
// (WCAG 2.1.4).
const TYPES = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]";

export const lineOf = (element) => element.closest("[data-line]");

export function keys(root, { everywhere = false, more = {} } = {}) {
  const lines = () => [...root.querySelectorAll("[data-line]")].filter((line) => line.getClientRects().length);

  function go(step) {
    const all = lines();
    const at = all.indexOf(lineOf(document.activeElement));
    all[Math.min(Math.max(at + step, 0), all.length - 1)]?.querySelector("a").focus();
  }

  function pressed(event) {
    const line = lineOf(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPES)) return;
    if (!line && !everywhere) return;
    const act = { j: () => go(1), k: () => go(-1), ...more }[event.key];
    const press = act ? null : line?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!act && !press) return;
    event.preventDefault();
    if (act) act(); else press.click();
  }

  (everywhere ? document : root).addEventListener("keydown", pressed);
  root.addEventListener("focusin", (event) => {
    for (const line of lines()) line.classList.toggle("mh-row--current", line === lineOf(event.target));
  });
}
