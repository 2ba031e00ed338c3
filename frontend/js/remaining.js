// Counts down what still fits in a text area. Without it the limit stands there in words.
// A screen reader hears the limit with the field, and the count only when it matters and the typing stops.

const FEW = 20;
const PAUSE = 1000; // milliseconds
let waiting;

function show(area, line) {
  const left = Number(line.dataset.limit) - area.value.length;
  const pattern = left < 0 ? line.dataset.over : left === 1 ? line.dataset.one : line.dataset.many;
  line.textContent = pattern.replace("%n", String(Math.abs(left)));
  line.classList.toggle("at-remaining--over", left < 0);
  return left <= FEW ? line.textContent : "";
}

function count(event) {
  const area = event.target;
  const line = area.dataset?.remaining && document.getElementById(area.dataset.remaining);
  if (!line) return;
  const words = show(area, line);
  clearTimeout(waiting);
  if (event.type === "input") waiting = setTimeout(() => (line.parentElement.querySelector("[role=status]").textContent = words), PAUSE);
}

document.addEventListener("input", count);
document.addEventListener("focusin", count);
