// What is typed into the journal is kept on this device until it has arrived, and tags used before complete the next one.
(() => {
  if (globalThis.chittaJournal) return void globalThis.chittaJournal.attach();

  const FIELDS = ["content", "tags", "key"];
  const formHere = () => document.querySelector("form[data-draft]");
  const named = (form, name) => form.elements[name];
  const nameOf = (form) => `journal:${form.dataset.draft}`;
  const kept = (form) => {
    try {
      return JSON.parse(localStorage.getItem(nameOf(form)));
    } catch {
      return null; // private windows may have no storage; the words are still in the field
    }
  };
  const keep = (form) => {
    const draft = Object.fromEntries(FIELDS.map((name) => [name, named(form, name).value]));
    draft.kind = form.elements.kind.value;
    try {
      draft.content.trim() ? localStorage.setItem(nameOf(form), JSON.stringify(draft)) : localStorage.removeItem(nameOf(form));
    } catch {
      /* as above */
    }
  };
  const forget = (form) => {
    try {
      localStorage.removeItem(nameOf(form));
    } catch {
      /* as above */
    }
  };
  // It arrived although its answer did not: it stands in the page already.
  const arrived = (draft) => [...document.querySelectorAll("li.moment .words")].some((words) => words.textContent === draft.content.trim());

  const attach = () => {
    const form = formHere();
    if (!form || form.dataset.awake) return;
    form.dataset.awake = "yes";
    const draft = kept(form);
    if (draft && arrived(draft)) forget(form);
    else if (draft && !named(form, "content").value) {
      for (const name of FIELDS) if (draft[name]) named(form, name).value = draft[name]; // its key too: sent twice is once
      form.elements.kind.value = draft.kind;
    }
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) keep(form);
    if (event.target.matches?.("input[list=journal-tags]")) complete(event.target);
  });

  // A list of the browser's own completes the whole field: its lines carry what stands before the last comma.
  const complete = (field) => {
    const list = document.getElementById("journal-tags");
    if (!list) return;
    const before = field.value.slice(0, field.value.lastIndexOf(",") + 1);
    for (const option of list.options) {
      option.dataset.tag ??= option.value;
      option.value = before ? `${before} ${option.dataset.tag}` : option.dataset.tag;
    }
  };

  // --- on the way ------------------------------------------------------------------------------------------------
  const lost = (form, yes) => {
    const note = form.querySelector("[data-lost]");
    if (note) note.hidden = !yes;
    if (yes) note?.querySelector("button").focus();
  };
  const ours = (event) => {
    const form = event.detail.ctx?.sourceElement;
    return form?.matches?.("form[data-keeps]") ? form : null;
  };
  document.addEventListener("htmx:before:request", (event) => ours(event) && lost(ours(event), false));
  document.addEventListener("htmx:after:request", (event) => {
    const form = ours(event);
    const { response, hx } = event.detail.ctx;
    if (form?.dataset.draft && response?.status < 400 && !hx?.redirect) forget(form); // to the log-in page: the words wait here
    else if (form && response?.status >= 500) lost(form, true);
  });
  document.addEventListener("htmx:error", (event) => ours(event) && lost(ours(event), true));
  document.addEventListener("htmx:after:swap", attach);

  globalThis.chittaJournal = { attach };
  attach();
})();
