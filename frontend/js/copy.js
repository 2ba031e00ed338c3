// Copy buttons appear only where copying works; the address beside them can be copied by hand everywhere.

function prepare(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.querySelector("[aria-live]").textContent = button.dataset.done;
});

prepare(document);
document.addEventListener("htmx:afterSettle", (event) => prepare(event.detail.elt));
