// Filming with the camera of a computer, where a file input has none to open. What was filmed goes the way of every file.
(() => {
  if (globalThis.chittaStudio) return void globalThis.chittaStudio.attach();

  const KINDS = ["video/mp4;codecs=avc1,mp4a.40.2", "video/webm;codecs=vp8,opus", "video/webm"];
  const SHORTEST = 31; // seconds
  const LONGEST = 15 * 60 - 5; // seconds
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  let going = null; // what is being filmed in this page

  const end = () => {
    if (!going) return;
    clearInterval(going.ticking);
    if (going.recorder) going.recorder.onstop = null; // broken off is not sent: only "stop, and send it" does that
    for (const track of going.stream.getTracks()) track.stop();
    going = null;
  };
  const shown = (studio, state) => {
    for (const part of studio.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
  };
  const say = (studio, words) => (studio.querySelector("[data-told]").textContent = words ?? "");

  // When a film has arrived, the form is ready for the next moment that is wanted, unless the parent has chosen one meanwhile.
  let chosen = false;
  document.addEventListener("change", ({ target }) => {
    if (target.name === "scene") chosen = true;
    if (target.type === "file") chosen = false;
  });
  document.addEventListener("htmx:after:swap", () => {
    const wanted = document.querySelector("#films[data-wanted]")?.dataset.wanted.split(" ") ?? [];
    const now = document.querySelector("[data-uploader] [name=scene]:checked");
    const next = document.querySelector(`[data-uploader] [name=scene][value="${CSS.escape(wanted[0] ?? "")}"]`);
    if (next && now && !chosen && !wanted.includes(now.value) && !document.querySelector("[name=replaces]")) next.checked = true;
  });

  const open = async (studio) => {
    say(studio, "");
    const button = studio.querySelector("[data-open]");
    button.disabled = true; // the browser asks; one answer is enough
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: true });
      const here = studio.isConnected && (!studio.closest("dialog") || studio.closest("dialog").open);
      if (going || !here) return stream.getTracks().forEach((track) => track.stop());
      going = { stream };
    } catch (error) {
      return say(studio, error.name === "NotAllowedError" ? studio.dataset.refused : studio.dataset.missing);
    } finally {
      button.disabled = false;
    }
    const preview = studio.querySelector("video");
    preview.srcObject = going.stream;
    shown(studio, "ready");
    preview.play().catch(() => {});
    studio.querySelector("[data-start]").focus();
  };
  const start = (studio) => {
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const pieces = [];
    const recorder = new MediaRecorder(going.stream, { mimeType, videoBitsPerSecond: 2_500_000 });
    Object.assign(going, { recorder, began: Date.now() });
    recorder.ondataavailable = (event) => event.data.size && pieces.push(event.data);
    recorder.onstop = () => {
      const ending = recorder.mimeType.startsWith("video/mp4") ? "mp4" : "webm";
      const day = new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-");
      const file = new File(pieces, `film-${day}.${ending}`, { type: recorder.mimeType.split(";")[0] });
      end();
      shown(studio, "asleep");
      const section = studio.closest("[data-uploader]");
      if (section) globalThis.chittaUploads.take(section, [file]);
    };
    recorder.start(1000);
    going.ticking = setInterval(() => {
      const seconds = (Date.now() - going.began) / 1000;
      studio.querySelector("[data-clock]").textContent = clock(seconds);
      if (!studio.isConnected) end(); // the dialog was closed: nothing is filmed unseen
      else if (seconds > LONGEST) recorder.stop();
    }, 250);
    shown(studio, "filming");
    studio.querySelector("[data-stop]").focus();
  };
  const attach = () => {
    const able = navigator.mediaDevices?.getUserMedia && globalThis.MediaRecorder && matchMedia("(any-pointer: fine) and (hover: hover)").matches;
    if (going && !document.querySelector("[data-studio]")) end();
    for (const studio of able ? document.querySelectorAll("[data-studio]:not([data-attached])") : []) {
      studio.dataset.attached = "";
      studio.hidden = false;
      shown(studio, "asleep");
      studio.querySelector("[data-open]").onclick = () => open(studio);
      studio.querySelector("[data-start]").onclick = () => start(studio);
      studio.querySelector("[data-stop]").onclick = () => {
        const short = going && Date.now() - going.began < SHORTEST * 1000;
        say(studio, short ? studio.dataset.short : "");
        if (!short) going?.recorder.stop();
      };
      for (const leave of studio.querySelectorAll("[data-leave]")) {
        leave.onclick = () => (end(), say(studio, ""), shown(studio, "asleep"), studio.querySelector("[data-open]").focus());
      }
    }
  };
  document.getElementById("sheet")?.addEventListener("close", end);
  addEventListener("pagehide", end);
  document.addEventListener("htmx:after:swap", attach);
  globalThis.chittaStudio = { attach };
  attach();
})();
