// Writing minutes in a hall where the connection drops. htmx saves each text while somebody types; this keeps on the
// device what is not saved yet, tries again, says how it stands, and brings in what others wrote meanwhile.
// Without it the buttons save, and a page that is loaded again shows what others wrote.

const AGAIN = 5000; // milliseconds
const FILLED = "textarea, input[type=text], input[type=date], input[type=file]";
const screen = document.querySelector("[data-writing]");
const keyOf = (form) => `verslag:${form.dataset.minutes}:${form.dataset.part}`;
const areaOf = (form) => form.elements.text;
const forms = () => [...screen.querySelectorAll("form[data-part]")];

/** The store of the browser may be full, or shut off: then what is typed stays in the field alone. */
function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** `sentence` is what the server says about it. Who hears the page is told when it goes wrong, once. */
function say(form, words, sentence = "") {
  const line = form.querySelector("[data-state]");
  if (!line) return; // the line about what somebody else wrote stays
  line.textContent = sentence || line.dataset[words];
  line.classList.add("at-unsaved");
  form.dataset.waits = words;
  const voice = document.getElementById(`stand-${form.dataset.part}-said`);
  if (words !== "unsaved" && voice.textContent !== line.textContent) voice.textContent = line.textContent;
}

function isSaved(form) {
  return !("waits" in form.dataset);
}

function typed(form) {
  store(keyOf(form), { text: areaOf(form).value, seen: form.elements.seen.value });
  say(form, "unsaved");
}

/** What came back is the state of what was sent; who typed on meanwhile is not done yet. */
function saved(form, sent) {
  delete form.dataset.waits;
  form.dataset.saved = sent;
  if (areaOf(form).value === sent) store(keyOf(form), null);
  else typed(form);
}

function sentenceOf(xhr) {
  const isSentence = xhr.status && (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
  return isSentence ? xhr.responseText : "";
}

/** A card or a decision that was typed, and not yet put there. */
const placeOf = (field) => `verslag:${screen.dataset.minutes}:${field.id}`;

function forgetKept(form) {
  for (const field of form.querySelectorAll("[data-kept]")) store(placeOf(field), null);
}

/** Also when the part of the page in which it was typed came anew, since a card was moved or a line taken away. */
function putBack(part) {
  for (const field of part.querySelectorAll("[data-kept]")) field.value ||= kept(placeOf(field)) ?? "";
}

function again() {
  for (const form of forms()) {
    const isOvertaken = !form.querySelector("[data-state]");
    if (!isSaved(form) && form.dataset.waits !== "unsaved" && !isOvertaken) form.dispatchEvent(new Event("again"));
  }
}

/** What was typed in a page that was closed, or lost its connection, comes back in the field, and is saved. */
function restore(form) {
  const area = areaOf(form);
  form.dataset.saved = area.value;
  const found = kept(keyOf(form));
  if (!found) return;
  if (found.text === area.value) return store(keyOf(form), null);
  area.value = found.text;
  form.elements.seen.value = found.seen;
  say(form, "back");
}

/** What others wrote: in a field in which nobody is typing, and that has nothing to be saved. Whether it is all there. */
function take(form, part) {
  if (!part || Number(part.versie) <= Number(form.elements.seen.value)) return true;
  const area = areaOf(form);
  const isFree = isSaved(form) && document.activeElement !== area && area.value === form.dataset.saved;
  if (!isFree) return false;
  area.value = part.tekst;
  form.dataset.saved = part.tekst;
  form.elements.seen.value = part.versie;
  return true;
}

/**
 * The lines of a list are fetched again when they have changed, and nobody is busy in them. The form beside them stays.
 * Whether they were as they should be: what was fetched may be late, or fail.
 */
function refresh(list, digest) {
  if (list.dataset.digest === digest) return true;
  const isSending = list.parentElement.querySelector(".htmx-request"); // what it brings has the lines in it
  const isBusy = isSending || list.contains(document.activeElement) || list.querySelector(":checked:not(option)");
  const isTyped = [...list.querySelectorAll(FILLED)].some((field) => field.value);
  const isChosen = [...list.querySelectorAll("select")].some((field) => field.selectedIndex > 0);
  if (!isBusy && !isTyped && !isChosen) list.dispatchEvent(new Event("refresh"));
  return false;
}

/** What somebody else made can be chosen in the form beside the lines, too, which is left as it stands. */
function offer(list) {
  for (const fresh of list.querySelectorAll("select")) {
    for (const select of list.parentElement.querySelectorAll(`:scope > form select[name=${fresh.name}]`)) {
      const there = new Set([...select.options].map((option) => option.value));
      select.append(...[...fresh.options].filter((option) => !there.has(option.value)).map((one) => one.cloneNode(true)));
    }
  }
}

async function look() {
  if (document.hidden || !navigator.onLine) return;
  const versions = forms().map((form) => [form.dataset.part, form.elements.seen.value]);
  const query = new URLSearchParams([["stand", screen.dataset.stand], ...versions]);
  const answer = await fetch(`${screen.dataset.standUrl}?${query}`).catch(() => null);
  if (answer?.status !== 200 || !answer.headers.get("Content-Type").startsWith("application/json")) return;
  const news = await answer.json();
  const texts = forms().map((form) => take(form, news.delen[form.dataset.part]));
  const lists = [...screen.querySelectorAll("[data-list]")].map((list) => refresh(list, news.lijsten[list.dataset.list]));
  // what was left alone, since somebody was busy in it, is asked for again
  if ([...texts, ...lists].every(Boolean)) screen.dataset.stand = news.stand;
}

document.addEventListener("input", (event) => {
  if (!screen) return;
  const form = event.target.closest("form[data-part]");
  if (form) typed(form);
  else if ("kept" in event.target.dataset) store(placeOf(event.target), event.target.value);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, successful, requestConfig } = event.detail;
  const form = requestConfig?.elt; // it may be gone from the page by now, with the list in which it stood
  if (!form?.matches("form")) return;
  if (!("part" in form.dataset)) return successful && forgetKept(form);
  if (!successful) return say(form, xhr.status ? "refused" : "offline", sentenceOf(xhr));
  form.dataset.sent = requestConfig.parameters.text ?? requestConfig.formData?.get("text") ?? "";
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.matches?.("[data-list]")) offer(event.target);
  if (screen?.contains(event.target)) putBack(event.target);
  const form = event.target.closest?.("form[data-part]");
  if (!form || !("sent" in form.dataset)) return;
  if (form.querySelector("[data-state]")) saved(form, form.dataset.sent);
  delete form.dataset.sent;
});

// where somebody chooses between two texts: what they choose is all of it
document.addEventListener("submit", ({ target }) => {
  if (target.dataset.settles) store(target.dataset.settles, null);
});

if (screen) {
  window.addEventListener("online", again);
  setInterval(again, AGAIN);
  setInterval(look, AGAIN);
  for (const form of forms()) restore(form);
  putBack(screen);
  again();
}
