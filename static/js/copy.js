// A button that copies what stands beside it. Without a script there is no button; the value selects at one click.
for (const button of document.querySelectorAll("[data-copy]")) {
  const place = button.parentElement;
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.querySelector("[data-copy-value]").textContent.trim());
    place.querySelector("[role=status]").textContent = button.dataset.copied;
    const label = button.firstChild;
    const before = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}
