// A ready-made text comes where the cursor is, so that nothing typed is lost and Ctrl+Z takes it away again.
// Without this the server puts it behind what was typed.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-insert]");
  if (!button) return;
  event.preventDefault();
  const area = button.form.elements.text;
  const before = area.value.slice(0, area.selectionStart);
  const words = (before && !before.endsWith("\n") ? "\n\n" : "") + button.dataset.insert;
  area.focus();
  // the old command is the only one that leaves a way back
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
});
