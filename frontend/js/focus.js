// After a part of the page was replaced: give the focus to what asks for it, or to what the pressed link names
// (data-then-focus), so that nobody is left at the top.
// What came without being asked for is told in one sentence, and only when that sentence is a new one.

function tell(root) {
  const voice = document.getElementById(`${root.id}-said`);
  const words = root.querySelector?.("[data-said]")?.dataset.said ?? "";
  if (voice && voice.textContent !== words) voice.textContent = words;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  const target = root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]");
  const asked = event.detail.requestConfig?.elt?.dataset.thenFocus;
  (target ?? (asked && document.querySelector(asked)))?.focus();
  tell(root);
});
