// Files on their way. Uppy sends the parts; this draws how far each file is and lets it go on: after a lost network, a
// restarted server, a closed dialog. Without this file the form itself sends, one file at a time.
(() => {
  if (globalThis.chittaUploads) return void globalThis.chittaUploads.attach();

  const LIMIT = 3; // parts at once
  const LONGEST_REST = 30_000;
  const FRESH = 60_000; // an address that was told ahead is used for so long
  const QUIET = 8000; // no byte for so long: say that the connection is away
  const DELAYS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000];
  const BUSY = new Set(["beginning", "receiving", "completing"]);
  const AGAIN = new Set(["missing", "lost"]); // the house asks for the file once more
  const items = new Set();
  let uppy = null;
  let library = null;
  let ticking = 0;

  // --- asking the house ------------------------------------------------------------------------------------------
  const ask = async (method, url, { body, signal } = {}) => {
    const token = document.querySelector("input[name=csrf_token]")?.value ?? "";
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    if (body) headers["Content-Type"] = "application/json";
    const response = await fetch(url, { method, headers, signal, body: body && JSON.stringify(body) });
    const said = await response.json().catch(() => ({}));
    if (!response.ok) throw Object.assign(new Error(said.kind || String(response.status)), said, { status: response.status });
    return said;
  };
  // Nobody's answer: the network, the server or its storage is away, and will be back.
  const passes = (error) => !error.status || error.status >= 500 || error.status === 429;
  const rest = (tries) =>
    new Promise((done) => {
      const wake = () => {
        clearTimeout(timer);
        removeEventListener("online", wake);
        done();
      };
      const timer = setTimeout(wake, Math.min(LONGEST_REST, 1000 * 2 ** tries));
      addEventListener("online", wake);
    });
  // What the part's own request came back with, as `ask` would have said it.
  const heard = (error) => {
    const status = error.status ?? error.source?.status;
    let said = {};
    try {
      said = JSON.parse(error.source?.responseText || "{}");
    } catch {
      /* a bucket speaks XML */
    }
    return Object.assign(error, said, { status });
  };

  // --- Uppy: one for the page, outside of everything that is swapped ---------------------------------------------
  const load = (address) =>
    (library ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: address, onload: done });
      script.onerror = () => {
        library = null;
        script.remove();
        failed(Object.assign(new Error("library"), { kind: "library", status: 400 }));
      };
      document.head.append(script);
    }).then(start));
  const itemOf = (file) => [...items].find((item) => item.file === file?.id);
  const start = () => {
    const silent = () => {}; // what went wrong is said to the parent, in place
    const logger = { debug: silent, warn: silent, error: silent };
    uppy = new globalThis.Uppy({ id: "chitta", allowMultipleUploadBatches: true, logger });
    uppy.use(globalThis.UppyParts, {
      limit: LIMIT,
      retryDelays: DELAYS,
      shouldUseMultipart: true,
      getChunkSize: () => itemsPart,
      createMultipartUpload: (file) => ({ uploadId: itemOf(file).id, key: itemOf(file).id }),
      listParts: async (file, { signal }) => {
        const { parts } = await ask("GET", `${itemOf(file).place}/parts`, { signal });
        return parts.map((part) => ({ PartNumber: part.number, Size: part.size, ETag: part.etag }));
      },
      signPart: async (file, { partNumber, signal }) => {
        const item = itemOf(file);
        const known = item.ahead.get(partNumber);
        item.ahead.delete(partNumber); // whoever asks again has had no luck with it
        if (known && Date.now() - known.at < FRESH) return known;
        try {
          const { ahead, ...place } = await ask("POST", `${item.place}/parts/${partNumber}`, { signal });
          for (const { number, url } of ahead) item.ahead.set(number, { url, headers: place.headers, at: Date.now() });
          return place;
        } catch (error) {
          // Uppy would ask again whatever the answer was.
          if (!passes(error) && !item.over) setTimeout(() => leave(item) && trouble(item, error));
          throw error;
        }
      },
      completeMultipartUpload: async (file, { signal }) => {
        const item = itemOf(file);
        set(item, "completing");
        item.outcome = (await ask("POST", `${item.place}/complete`, { signal })).outcome;
        return {};
      },
      abortMultipartUpload: async () => {}, // only the parent gives an upload up
    });
    uppy.on("upload-progress", (file, { bytesUploaded }) => {
      const item = itemOf(file);
      if (item) moved(item, bytesUploaded);
    });
    uppy.on("upload-success", (file) => itemOf(file) && arrived(itemOf(file)));
    uppy.on("upload-error", (file, error) => itemOf(file) && trouble(itemOf(file), heard(error)));
  };
  let itemsPart = 8 << 20; // bytes of a part, as the house says
  const leave = (item) => {
    if (item.over || !item.file) return false;
    const file = item.file;
    item.file = null;
    uppy.removeFile(file);
    return true;
  };

  // --- a file's way ------------------------------------------------------------------------------------------------
  const send = async (item) => {
    item.stopped = null;
    item.ahead.clear();
    set(item, "beginning");
    try {
      await load(item.library);
      const told = await begin(item);
      const together = [...items].some((other) => other !== item && other.id === told.id);
      if (item.over) return void (together || giveUp(`${item.begin}/${told.id}`));
      if (together) return drop(item); // it is on its way already
      item.id = told.id;
      item.place = `${item.begin}/${told.id}`;
      itemsPart = told.part_size;
      document.querySelector(`[data-unfinished] #upload-${told.id}`)?.remove();
      tidy();
      moved(item, told.parts.reduce((sum, part) => sum + part.size, 0), true);
      const known = { s3Multipart: { uploadId: told.id, key: told.id } };
      set(item, "receiving");
      if (item.file && uppy.getFile(item.file)) {
        uppy.setFileState(item.file, known);
        return void uppy.retryUpload(item.file).catch(() => {});
      }
      const meta = { relativePath: `${Date.now()}-${told.id}` }; // what Uppy tells files apart by
      item.file = uppy.addFile({ name: item.data.name, type: item.data.type, data: item.data, meta });
      uppy.setFileState(item.file, known);
      uppy.upload().catch(() => {});
    } catch (error) {
      trouble(item, error);
    }
  };
  const begin = async (item) => {
    const { purpose, session, details, data } = item;
    const body = { purpose, session, details: details(), name: data.name, size: data.size, last_modified: data.lastModified };
    return ask("POST", item.begin, { body });
  };
  const trouble = async (item, error) => {
    if (item.over || item.state === "complete" || item.state === "stopped") return;
    if (!AGAIN.has(error.kind) && !passes(error)) {
      leave(item);
      item.stopped = error;
      set(item, "stopped");
      return say(item, item.words.stopped.replace("{sentence}", () => sentence(item)));
    }
    item.offline = !error.status;
    set(item, "waiting");
    await rest(item.tries++);
    if (!item.over && item.state === "waiting") send(item);
  };
  const arrived = (item) => {
    moved(item, item.data.size);
    set(item, "complete");
    leave(item);
    say(item, item.words.arrived);
    const detail = { purpose: item.purpose, session: item.session, outcome: item.outcome };
    document.dispatchEvent(new CustomEvent("chitta:uploaded", { detail }));
    const regions = document.querySelectorAll("[data-uploaded-refresh]");
    for (const region of regions) globalThis.htmx?.trigger(region, "refresh");
    setTimeout(() => drop(item), regions.length ? 1500 : 20_000);
  };
  const giveUp = (place) => ask("POST", `${place}/cancel`, { body: {} }).catch(() => {}); // else the house does by itself
  const cancel = (item) => {
    leave(item);
    if (item.id) giveUp(item.place); // else `send` does, once it hears where that is
    say(item, item.words.cancelled);
    drop(item);
  };
  const drop = (item) => {
    leave(item);
    item.over = true;
    items.delete(item);
    const section = sectionOf(item);
    const focused = item.row?.contains(document.activeElement);
    item.row?.remove();
    if (section) {
      tidy();
      if (focused) section.querySelector("input[name=file]").focus();
    }
  };
  const pause = (item, paused) => {
    if (!item.file || uppy.getFile(item.file)?.isPaused === paused) return;
    uppy.pauseResume(item.file);
    item.samples = [];
    set(item, paused ? "paused" : "receiving");
    say(item, paused ? item.words.paused : item.words.going);
    item.row?.querySelector(paused ? "[data-resume]" : "[data-pause]").focus();
  };
  const moved = (item, came, first) => {
    const now = Date.now();
    if (came > item.came) item.movedAt = now;
    if (came > item.came && item.state === "waiting" && item.file) set(item, "receiving");
    if (came > item.came && !first) item.tries = 0;
    if (first || came < item.came) item.samples = []; // a part that was cut off begins anew
    item.came = came;
    item.samples = [...item.samples.filter(([at]) => now - at < 12_000), [now, came]];
  };
  addEventListener("offline", () => {
    for (const item of items) if (item.state === "receiving") (item.offline = true), set(item, "waiting");
  });
  addEventListener("online", () => {
    for (const item of items) if (item.state === "waiting" && item.file && !item.stopped) (item.movedAt = Date.now()), draw(item);
  });
  addEventListener("beforeunload", (event) => {
    if ([...items].some((item) => BUSY.has(item.state))) event.preventDefault();
  });

  // --- drawing -----------------------------------------------------------------------------------------------------
  const sectionOf = (item) =>
    document.querySelector(`[data-uploader][data-purpose="${item.purpose}"][data-session="${item.session}"]`);
  const set = (item, state) => {
    const quiet = state !== "waiting" || item.state === "waiting" || Date.now() - (item.toldAt ?? 0) < 30_000;
    item.state = state;
    if (!quiet) {
      item.toldAt = Date.now();
      say(item, `{title}: ${item.offline ? item.words.offline : item.words.broke}`);
    }
    if (state === "receiving") item.movedAt = Date.now();
    draw(item);
    ticking ||= setInterval(tick, 500);
  };
  const tick = () => {
    const moving = [...items].filter((item) => item.state === "receiving");
    if (!moving.length) ticking = void clearInterval(ticking) || 0;
    for (const item of moving) {
      if (Date.now() - item.movedAt > QUIET) (item.offline = !navigator.onLine), set(item, "waiting");
      else draw(item);
    }
  };
  const size = (item, bytes) => {
    const number = (n, digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(n);
    if (bytes < 104_858) return item.words.kb.replace("{n}", number(Math.ceil(bytes / 1024), 0));
    return item.words.mb.replace("{n}", number(bytes / 1_048_576, 1));
  };
  const left = (item) => {
    const [[from, had], [to, has]] = [item.samples[0] ?? [0, 0], item.samples.at(-1) ?? [0, 0]];
    if (to - from < 2000 || has <= had) return "";
    const seconds = ((item.data.size - has) * (to - from)) / (has - had) / 1000;
    const { few, seconds: some, minute, minutes, hour } = item.words;
    if (seconds < 10) return few;
    if (seconds < 50) return some.replace("{n}", Math.ceil(seconds / 10) * 10);
    if (seconds < 90) return minute;
    return seconds < 3600 ? minutes.replace("{n}", Math.ceil(seconds / 60)) : hour;
  };
  const sentence = (item) => item.stopped?.sentence || (item.stopped?.kind === "library" ? item.words.library : item.words.broken);
  const state = (item) => {
    const { words } = item;
    if (item.state === "stopped") return sentence(item);
    if (item.state === "complete") return words.complete;
    if (item.state === "completing") return words.completing;
    if (item.state === "beginning") return words.beginning;
    const more = { receiving: left(item), paused: words.pausing, waiting: item.offline ? words.offline : words.broke }[item.state];
    const far = words.far.replace("{came}", size(item, item.came)).replace("{whole}", size(item, item.data.size)).replace("{kind}", () => item.kind);
    return `${far} ${more}`.trim();
  };
  const draw = (item) => {
    const { row } = item;
    if (!row) return;
    const write = (node, words) => node.textContent !== words && (node.textContent = words);
    if (item.id) row.id = `upload-${item.id}`;
    row.dataset.status = item.state;
    write(row.querySelector("[data-state]"), state(item));
    const bar = row.querySelector("progress");
    bar.max = item.data.size || 1;
    bar.value = item.came;
    bar.hidden = ["stopped", "complete"].includes(item.state);
    bar.setAttribute("aria-valuetext", state(item));
    const shown = {
      pause: ["receiving"].includes(item.state) || (item.state === "waiting" && item.file),
      resume: item.state === "paused",
      again: item.state === "stopped" && ![413, 422].includes(item.stopped?.status),
      cancel: item.state !== "complete" && item.state !== "completing",
    };
    for (const [name, seen] of Object.entries(shown)) row.querySelector(`[data-${name}]`).hidden = !seen;
  };
  const place = (item, section) => {
    const row = section.querySelector("template").content.firstElementChild.cloneNode(true);
    const { title } = item;
    item.row = row;
    row.querySelector("[data-title]").textContent = title;
    row.querySelector("progress").setAttribute("aria-label", title);
    for (const name of ["pause", "resume", "again", "cancel"]) {
      row.querySelector(`[data-${name}]`).setAttribute("aria-label", item.words[`to_${name}`].replace("{title}", () => title));
    }
    row.querySelector("[data-pause]").onclick = () => pause(item, true);
    row.querySelector("[data-resume]").onclick = () => pause(item, false);
    row.querySelector("[data-again]").onclick = () => (item.tries = 0) || send(item);
    row.querySelector("[data-cancel]").onclick = () => cancel(item);
    section.querySelector("[data-rows]").append(row);
    draw(item);
    tidy();
  };
  const tidy = () => {
    for (const section of document.querySelectorAll("[data-uploader]")) {
      section.querySelector("[data-going]").hidden = !section.querySelector("[data-rows]").childElementCount;
      const stopped = section.querySelector("[data-unfinished]");
      if (stopped) stopped.hidden = !stopped.querySelector("li");
    }
  };
  // Said politely where the parent is: in the uploader, or over the page when its dialog is closed.
  const say = (item, words) => {
    words = words.replace("{title}", () => item.title);
    const section = sectionOf(item);
    if (section) {
      const said = section.querySelector("[data-said]");
      const together = Date.now() - (said.dataset.at ?? 0) < 1500; // several files chosen at once: none is talked over
      said.dataset.at = Date.now();
      return void (said.textContent = together ? `${said.textContent} ${words}` : words);
    }
    const toast = Object.assign(document.createElement("p"), { className: "toast", textContent: words });
    toast.setAttribute("role", "status");
    document.body.append(toast);
    setTimeout(() => toast.remove(), 6000);
  };

  // --- the uploader in the page, or in a dialog that opens over it ---------------------------------------------------
  // Files that were chosen before all was said that goes along with them wait for it.
  const held = new WeakMap();
  const lacking = (section, form) => {
    const field = [...form.elements].find((each) => each.type !== "file" && !each.checkValidity());
    form.querySelector("[data-first]")?.remove();
    if (!field) return false;
    const asked = Object.assign(document.createElement("p"), { className: "err" });
    asked.dataset.first = "";
    asked.setAttribute("role", "alert");
    asked.textContent = JSON.parse(section.dataset.words).first.replace("{title}", () => held.get(form).map((file) => file.name).join(", "));
    (field.closest("fieldset") ?? field.closest("label") ?? field).after(asked);
    field.focus();
    return true;
  };
  const take = (section, files) => {
    const form = section.querySelector("form");
    const waited = held.get(form);
    // What was confirmed for files that are on their way was not said of these.
    for (const tick of waited ? [] : form.querySelectorAll("[data-once][data-said]")) {
      tick.checked = false;
      delete tick.dataset.said;
    }
    held.set(form, [...(waited ?? []), ...files]);
    if (lacking(section, form)) {
      if (!waited) form.addEventListener("change", (event) => event.target.type !== "file" && held.has(form) && take(section, []));
      return;
    }
    files = held.get(form);
    held.delete(form);
    const details = () =>
      Object.fromEntries([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token"));
    const now = details(); // as the form is while the file is chosen
    for (const tick of form.querySelectorAll("[data-once]")) tick.dataset.said = "";
    const { purpose, session, begin, library } = section.dataset;
    for (const data of files) {
      const item = { data, purpose, session, begin, library, came: 0, tries: 0, samples: [], ahead: new Map(), movedAt: 0, state: "" };
      item.words = JSON.parse(section.dataset.words);
      // Names in two directions break where the extension begins, so it stands apart.
      [, item.title, item.kind] = data.name.match(/^(.+?)(?:\.([^.\s]{1,8}))?$/) ?? [, data.name, ""];
      item.kind = (item.kind ?? "").toUpperCase();
      item.details = () => (item.stopped && form.isConnected ? { ...now, ...details() } : now);
      items.add(item);
      place(item, section);
      say(item, item.words.going);
      send(item);
    }
    section.querySelector("[data-rows] > :last-child")?.scrollIntoView({ block: "nearest" });
  };
  const attach = () => {
    for (const section of document.querySelectorAll("[data-uploader]:not([data-attached])")) {
      section.dataset.attached = "";
      const form = section.querySelector("form");
      const input = form.querySelector("input[name=file]");
      input.multiple = true;
      input.required = false;
      for (const shown of section.querySelectorAll("[data-awake]")) shown.hidden = false;
      for (const hidden of section.querySelectorAll("[data-asleep]")) hidden.hidden = true;
      for (const chooser of form.querySelectorAll("input[type=file]")) {
        chooser.addEventListener("change", () => {
          take(section, [...chooser.files]);
          chooser.value = ""; // so that the same file can be chosen once more
        });
      }
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("click", (event) => event.target.matches("[data-once]") && delete event.target.dataset.said);
      const drop = section.querySelector(".drop");
      drop.addEventListener("dragover", (event) => (event.preventDefault(), (drop.dataset.over = "")));
      drop.addEventListener("dragleave", () => delete drop.dataset.over);
      drop.addEventListener("drop", (event) => {
        event.preventDefault();
        delete drop.dataset.over;
        take(section, [...event.dataTransfer.files]);
      });
      for (const button of section.querySelectorAll("[data-choose]")) button.onclick = () => input.click();
      for (const item of items) {
        if (item.purpose !== section.dataset.purpose || item.session !== section.dataset.session) continue;
        section.querySelector(`[data-unfinished] #upload-${item.id}`)?.remove();
        place(item, section);
      }
    }
    tidy();
  };
  document.addEventListener("htmx:after:swap", attach);
  globalThis.chittaUploads = { attach, take };
  attach();
})();
