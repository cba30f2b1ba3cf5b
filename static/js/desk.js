// Keys for the queue: j and k move, Enter opens, x chooses, a takes. They work only while the focus is in the list, so
// that single letters never surprise somebody who speaks or types elsewhere (WCAG 2.1.4).
import { keys } from "./keys.js";

const form = document.querySelector("[data-desk]");
if (form?.querySelector("[data-line]")) {
  form.querySelector("[data-keys]").hidden = false;
  keys(form);
}
