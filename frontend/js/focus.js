// After a part of the page was replaced: give the focus to what asks for it, so that nobody is left at the top.

document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  const target = root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]");
  target?.focus();
});
