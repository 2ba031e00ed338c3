// The box around a table is a stop for the keyboard only while there is something to scroll in it.

const watch = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(".at-table-container")) watch.observe(box);
