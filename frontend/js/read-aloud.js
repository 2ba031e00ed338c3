// Reads the page aloud with the voice of the browser itself. The button appears only where the browser can do it.

const voice = window.speechSynthesis;
const skipped = "nav, form, button, svg, [aria-hidden=true], [data-read-aloud], .at-visually-hidden";

/** The text below an element in pieces that a voice says in one breath: one heading, paragraph or list item each. */
function pieces(root) {
  const copy = root.cloneNode(true);
  for (const element of copy.querySelectorAll(skipped)) element.remove();
  const blocks = [...copy.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, caption, td, th")];
  return blocks
    .filter((block) => !block.querySelector("p, li, h2, h3, h4"))
    .map((block) => block.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

function stop(label) {
  voice.cancel();
  label.textContent = label.dataset.start;
}

function start(root, label) {
  label.textContent = label.dataset.stop;
  const texts = pieces(root);
  texts.forEach((text, index) => {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
    if (index === texts.length - 1) words.onend = () => stop(label);
    voice.speak(words);
  });
}

if (voice) {
  for (const box of document.querySelectorAll("[data-read-aloud]")) box.hidden = false;
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("[data-read-aloud]");
    if (!box || !event.target.closest("button")) return;
    const label = box.querySelector("[data-start]");
    if (voice.speaking) stop(label);
    else start(document.getElementById(box.dataset.readAloud), label);
  });
  window.addEventListener("pagehide", () => voice.cancel());
}
