// What htmx leaves in silence: an answer that says no, or no answer at all. A link is then followed as a link, to a page
// that says what is wrong; beside a form stands one sentence, and what was typed stays.

function say(element, words) {
  const form = element.closest("form");
  const spot = form && (form.querySelector(".utrecht-action-group") ?? form.firstElementChild);
  const box = document.createElement("div");
  box.className = "utrecht-alert utrecht-alert--error at-alert at-failed";
  box.setAttribute("role", "alert");
  box.textContent = words;
  if (spot) spot.before(box);
  else document.querySelector(".at-messages").replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

/** Somebody pressed it; what a page asks by itself may fail in silence, and minutes say themselves how they stand. */
function wasPressed(element) {
  return element.matches("form:not([data-part]), a, button");
}

document.addEventListener("htmx:beforeRequest", () => {
  for (const box of document.querySelectorAll(".at-failed")) box.remove();
});

document.addEventListener("htmx:responseError", (event) => {
  const { elt, xhr, pathInfo, requestConfig } = event.detail;
  if (!wasPressed(elt)) return;
  if (requestConfig.verb === "get") return window.location.assign(elt.href ?? pathInfo.finalRequestPath);
  const isSentence = (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
  say(elt, isSentence ? xhr.responseText : document.body.dataset.failed);
});

document.addEventListener("htmx:sendError", (event) => {
  if (wasPressed(event.detail.elt)) say(event.detail.elt, document.body.dataset.offline);
});
