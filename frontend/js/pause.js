// What refreshes by itself can be put on hold, and never changes while somebody is in it with the keyboard.
// Without a script nothing refreshes, so the button shows here.

const paused = new Set();

for (const button of document.querySelectorAll("[data-pauses]")) button.hidden = false;

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-pauses]");
  if (!button) return;
  const id = button.dataset.pauses;
  if (!paused.delete(id)) paused.add(id);
  button.textContent = paused.has(id) ? button.dataset.on : button.dataset.pause;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  const refreshes = document.querySelector(`[data-pauses="${elt.id}"]`);
  if (refreshes && (paused.has(elt.id) || elt.contains(document.activeElement))) event.preventDefault();
});
