// Says so, in the page, when a security key can't be read; allauth's own script only tells the console.

const fault = document.getElementById("security-key-fault");

document.addEventListener("allauth.error", (event) => {
  if (!fault || !event.detail.tags.includes("webauthn")) return;
  event.preventDefault();
  fault.textContent = fault.dataset.message;
});
