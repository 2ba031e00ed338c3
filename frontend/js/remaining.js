// Counts down what still fits in a text area. Without it the limit stands there in words.

function show(area, line) {
  const left = Number(line.dataset.limit) - area.value.length;
  const pattern = left < 0 ? line.dataset.over : left === 1 ? line.dataset.one : line.dataset.many;
  line.textContent = pattern.replace("%n", String(Math.abs(left)));
  line.classList.toggle("at-remaining--over", left < 0);
}

function count(event) {
  const area = event.target;
  const line = area.dataset?.remaining && document.getElementById(area.dataset.remaining);
  if (line) show(area, line);
}

document.addEventListener("input", count);
document.addEventListener("focusin", count);
