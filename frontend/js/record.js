// Records speech in the browser. The recording becomes the file of the form, as if it had been chosen; without this
// script, or without a microphone, a file is chosen by hand.

const LONGEST = 180; // seconds
const WARN_AT = 30;
const SORTS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];

function prepare(form) {
  const panel = form.querySelector("[data-recorder-panel]");
  const field = form.querySelector("input[type=file]");
  const part = (name) => panel.querySelector(`[data-recorder-${name}]`);
  const clock = part("time");
  const said = part("status");
  let recorder, ticking, began, recording, playing, warned;

  const show = (...names) => {
    for (const name of ["start", "stop", "listen", "silence", "again"]) part(name).hidden = !names.includes(name);
  };
  const left = (seconds) => {
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.textContent = panel.dataset.left.replace("%n", time);
  };

  async function start() {
    said.textContent = "";
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      said.textContent = error.name === "NotAllowedError" ? panel.dataset.refused : panel.dataset.failed;
      return;
    }
    field.value = ""; // only now: until then what was recorded before stays
    const parts = [];
    recorder = new MediaRecorder(stream, { mimeType: SORTS.find((sort) => MediaRecorder.isTypeSupported(sort)), audioBitsPerSecond: 48000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      finish(new Blob(parts, { type: recorder.mimeType }));
    });
    recorder.start();
    began = Date.now();
    warned = false;
    left(LONGEST);
    ticking = setInterval(tick, 250);
    show("stop");
    part("stop").focus();
    said.textContent = panel.dataset.started;
  }

  function tick() {
    const seconds = Math.max(LONGEST - Math.floor((Date.now() - began) / 1000), 0);
    left(seconds);
    if (seconds <= WARN_AT && !warned) {
      warned = true;
      said.textContent = panel.dataset.nearly;
    }
    if (!seconds) stop();
  }

  function stop() {
    clearInterval(ticking);
    if (recorder.state !== "inactive") recorder.stop();
  }

  function finish(blob) {
    recording = blob;
    const chosen = new DataTransfer();
    chosen.items.add(new File([blob], panel.dataset.name, { type: blob.type }));
    field.files = chosen.files;
    show("listen", "again");
    part("listen").focus();
    said.textContent = panel.dataset.stopped;
  }

  // by decoding, since the policy of the site allows no sound from anywhere but the site
  async function listen() {
    const context = new AudioContext();
    playing = context.createBufferSource();
    playing.buffer = await context.decodeAudioData(await recording.arrayBuffer());
    playing.connect(context.destination);
    playing.addEventListener("ended", () => {
      context.close();
      const here = document.activeElement === part("silence");
      show("listen", "again");
      if (here) part("listen").focus();
    });
    playing.start();
    show("silence");
    part("silence").focus();
  }

  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", stop);
  part("listen").addEventListener("click", listen);
  part("silence").addEventListener("click", () => playing.stop());
  part("again").addEventListener("click", start);
  panel.hidden = false;
}

for (const form of document.querySelectorAll("form[data-recorder]")) {
  if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer) prepare(form);
}
