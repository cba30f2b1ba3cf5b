// Keeps what is typed while its page is left and come back to in this tab: a vote, another order or F5 loads the page anew.
// It is forgotten when the form is sent, and with the tab. The page works without this.
for (const form of document.querySelectorAll("form[data-draft]")) {
  for (const field of form.querySelectorAll("textarea")) {
    const key = `draft:${form.dataset.draft}:${field.name}`;
    const kept = sessionStorage.getItem(key);
    if (kept && !field.value) {
      field.value = kept;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.addEventListener("input", () => {
      if (field.value) sessionStorage.setItem(key, field.value);
      else sessionStorage.removeItem(key);
    });
    form.addEventListener("submit", () => sessionStorage.removeItem(key));
  }
}
