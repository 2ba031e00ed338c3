// After a part of the page was replaced: give the focus to what asks for it, or to what the pressed link names
// (data-then-focus), so that nobody is left at the top.
// What came without being asked for is told in one sentence, and only when that sentence is a new one. What somebody did
// is told each time. A page that opens at a place of its own (#…) tells its messages too: there the focus goes elsewhere.

const SOON = 300; // milliseconds; what is filled while the page still changes is not read out

function tell(root, isAsked) {
  const voice = document.getElementById(`${root.id}-said`);
  const words = root.querySelector?.("[data-said]")?.dataset.said ?? "";
  if (!voice || (!isAsked && voice.textContent === words)) return;
  if (!isAsked) return void (voice.textContent = words);
  voice.textContent = "";
  setTimeout(() => (voice.textContent = words), SOON);
}

/** Only what changes in a status is read out; its room is kept, so that nothing jumps. */
function tellAgain(status) {
  const messages = [...status.childNodes];
  status.style.minBlockSize = `${status.offsetHeight}px`;
  status.replaceChildren();
  setTimeout(() => {
    status.replaceChildren(...messages);
    status.style.minBlockSize = "";
  }, SOON);
}

document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  const target = root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]");
  const asked = event.detail.requestConfig?.elt?.dataset.thenFocus;
  (target ?? (asked && document.querySelector(asked)))?.focus();
  tell(root, Boolean(asked));
});

const spoken = document.getElementById("gezegd");
if (location.hash && spoken?.childElementCount) tellAgain(spoken);
