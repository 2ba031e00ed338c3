// The menu on a phone, and that of somebody's own pages, lies over the page: it closes when the focus leaves it and with
// Escape, so that it hides nothing.

function close(event) {
  const menu = document.querySelector(".at-menu[open], .at-own[open]");
  if (!menu) return;
  const escape = event.key === "Escape";
  if (!escape && (event.type === "keydown" || menu.contains(event.target))) return;
  menu.open = false;
  if (escape) menu.firstElementChild.focus();
}

for (const type of ["focusin", "click", "keydown"]) document.addEventListener(type, close);
