// Counts words under a field as they are typed: amber from 90 %, red past the limit. Nothing is ever cut.
// What is seen changes at once; what is announced waits for a pause, so that a screen reader is not talked over.
const PAUSE = 1000;
const NEAR = 0.9;

const words = (text) => (text.match(/\S+/g) ?? []).length;

// The sentences stand in the page, in its language: of one, a bar, and of any other number, which replaces #.
const sentence = (texts, left) => {
  const count = Math.abs(left);
  const [ofOne, ofMany] = (left < 0 ? texts.over : texts.left).split("|");
  return count === 1 ? ofOne : ofMany.replace("#", count.toLocaleString("en-GB"));
};

for (const field of document.querySelectorAll("[data-word-limit]")) {
  const limit = Number(field.dataset.wordLimit);
  const shown = document.getElementById(`${field.id}_words`);
  if (!limit || !shown) continue;
  const spoken = document.createElement("span");
  spoken.className = "nhsuk-u-visually-hidden";
  spoken.setAttribute("role", "status");
  shown.after(spoken);
  let pause;
  const count = () => {
    const used = words(field.value);
    shown.textContent = sentence(shown.dataset, limit - used);
    shown.classList.toggle("mh-word-count--near", used >= limit * NEAR && used <= limit);
    shown.classList.toggle("mh-word-count--over", used > limit);
  };
  field.addEventListener("input", () => {
    count();
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = shown.textContent; }, PAUSE);
  });
  count();
}
