// Typing sheet after sheet: Ctrl (or Command) and Enter saves from a field in which Enter begins a new line.

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-quick]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
