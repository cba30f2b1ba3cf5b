// Shows a question when the answer it depends on is given, and hides it otherwise, as questions/logic.py decides on the
// server. Without this script every question is shown and the server leaves out what does not apply.
// <div data-question="key" data-show-when='{"question": "key", "is": ["Yes"]}'>…</div>, in the order of the questions.

const answers = (key) =>
  [...document.querySelectorAll(`[name="q-${CSS.escape(key)}"]`)]
    .filter((control) => (["radio", "checkbox"].includes(control.type) ? control.checked : control.value))
    .map((control) => control.value);

const questions = [...document.querySelectorAll("[data-question]")];
const known = new Set(questions.map((one) => one.dataset.question));

const refresh = () => {
  const shown = new Set();
  for (const one of questions) {
    const condition = one.dataset.showWhen ? JSON.parse(one.dataset.showWhen) : null;
    const holds =
      !condition ||
      // A question of another page: the server has decided already.
      !known.has(condition.question) ||
      (shown.has(condition.question) && answers(condition.question).some((answer) => condition.is.includes(answer)));
    one.hidden = !holds;
    if (holds) shown.add(one.dataset.question);
  }
};

document.addEventListener("change", refresh);
refresh();
