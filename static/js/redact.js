// Marking by selecting: words selected in a text bring up a small bar of reasons. Each run of text carries, in data-start,
// where it stands in the original, in characters as the server counts them; the server compares the words too.
const marker = document.querySelector("[data-marker]");

// A character outside the first 65,536, such as an emoji, is two units to a script and one to the server.
const characters = (text) => [...text].length;

function place(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const run = element?.closest("[data-start]");
  if (!run) return null;
  const before = document.createRange();
  before.selectNodeContents(run);
  before.setEnd(node, offset);
  return Number(run.dataset.start) + characters(before.toString());
}

// A selection may end outside a run, as a double click on the last word of a paragraph does; then the last run inside counts.
function ends(range, text) {
  const runs = [...text.querySelectorAll("[data-start]")].filter((run) => range.intersectsNode(run) && !run.querySelector("[data-start]"));
  if (!runs.length) return null;
  const first = runs[0];
  const last = runs[runs.length - 1];
  const start = first.contains(range.startContainer) ? place(range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer) ? place(range.endContainer, range.endOffset) : Number(last.dataset.start) + characters(last.textContent);
  return start < end ? { start, end, words: runs.map((run) => selected(range, run)).join("") } : null;
}

function selected(range, run) {
  const part = document.createRange();
  part.selectNodeContents(run);
  if (run.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (run.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}

function show() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const holder = range && (range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer);
  const text = holder?.closest("[data-text]");
  const span = text && ends(range, text);
  marker.hidden = !span;
  if (!span) return;
  marker.elements.target.value = text.dataset.text;
  marker.elements.start.value = span.start;
  marker.elements.end.value = span.end;
  marker.elements.words.value = span.words;
  const box = range.getBoundingClientRect();
  const below = box.bottom + 8 + marker.offsetHeight < innerHeight - 160;
  marker.style.top = `${(below ? box.bottom + 8 : Math.max(8, box.top - marker.offsetHeight - 8)) + scrollY}px`;
  marker.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - marker.offsetWidth - 8)) + scrollX}px`;
}

let waiting;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  // A press on the bar itself may end the selection; the bar must outlive it.
  waiting = setTimeout(() => { if (!marker.contains(document.activeElement)) show(); }, 150);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !marker.hidden) {
    getSelection().removeAllRanges();
    marker.hidden = true;
  }
});
// A press on a button must not end the selection; the note is a field and takes the focus.
marker.addEventListener("mousedown", (event) => { if (event.target !== marker.elements.note) event.preventDefault(); });
