// What every page needs beyond HTML: deep views as dialogs, problems where the reader looks, notes that can be closed.
(() => {
  const sheet = document.getElementById("sheet");
  const problem = document.getElementById("problem");
  let shown = null; // heading of the view that is in the dialog
  let content = null; // what the dialog begins with; one that just closed still holds it when the answer is put into the page

  // Each view in the dialog has its place in the history, so that "back" leads to the one before it, and from the first out of the dialog.
  let returning = false;
  const step = (place, ctx) => history.pushState({ sheet: place, view: ctx?.request?.action }, "");

  // A deep view arrived in the dialog: show it over the page and put focus on its heading.
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } = {} }) => {
    if (!sheet?.firstElementChild) return;
    const heading = sheet.querySelector("#sheet-title");
    if (sheet.open && shown !== heading && heading) {
      sheet.scrollTop = 0; // another view in the same dialog is read from its beginning
      heading.focus({ preventScroll: true });
      const followed = ctx?.request?.method === "GET" && !ctx.request.form; // a link, not what a form answered
      if (followed && !returning && history.state?.sheet) step(history.state.sheet + 1, ctx);
    }
    shown = heading;
    problemsHere();
    const fresh = content !== sheet.firstElementChild;
    content = sheet.firstElementChild;
    if (!sheet.open && fresh) {
      sheet.showModal();
      step(1, ctx);
      sheet.querySelector("[autofocus]")?.focus();
    }
  });
  sheet?.addEventListener("close", () => {
    sheet.replaceChildren();
    if (history.state?.sheet) history.go(-history.state.sheet);
  });
  addEventListener("popstate", ({ state }) => {
    if (!sheet?.open) return;
    if (!state?.sheet || !state.view) return sheet.close();
    returning = true;
    htmx.ajax("GET", state.view, { source: "#sheet", target: "#sheet", swap: "innerHTML" }).finally(() => (returning = false));
  });

  // A question asked from the dialog goes into the conversation; over a page without one, the browser takes us there.
  sheet?.addEventListener(
    "submit",
    (event) => {
      const target = event.target.getAttribute("hx-target");
      if (target?.startsWith("#") && !document.querySelector(target)) event.stopPropagation();
    },
    true,
  );

  // An open dialog hides the page's own place for problems, so it has one of its own.
  const problemsHere = () => {
    const place = sheet.querySelector(":scope > .problem");
    if (place) return place;
    const made = Object.assign(document.createElement("div"), { className: "problem", role: "alert" });
    sheet.append(made);
    return made;
  };
  new MutationObserver(() => {
    if (sheet.open && problem.firstChild) problemsHere().replaceChildren(...problem.childNodes);
  }).observe(problem, { childList: true });
  // What a search asks (a form, or a link that narrows it) stands in the page's own address, so that it can be kept and sent on; not from a dialog over another page.
  // An answer may name another address too: that of a page whose own is no more.
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement: asked, response } = event.detail.ctx;
    const named = response?.headers?.get("HX-Replace-Url");
    if (named) history.replaceState(history.state, "", named);
    if (!asked?.matches?.("[data-address]") || sheet?.contains(asked) || !(response?.status < 400)) return;
    history.replaceState(history.state, "", asked.href ?? `${asked.action}?${new URLSearchParams(new FormData(asked))}`);
  });
  // Something that was tapped or sent did not reach the house. What the page asks by itself tries again by itself.
  document.addEventListener("htmx:error", (event) => {
    if (!event.detail.ctx?.sourceElement?.matches?.("a, form:not([data-keeps]), button")) return; // data-keeps: says so in place
    problem.replaceChildren(document.getElementById("offline").content.cloneNode(true));
  });
  // A tap that went well makes an older problem old.
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    if (response?.status < 400 && sheet?.contains(sourceElement)) sheet.querySelector(":scope > .problem")?.replaceChildren();
  });

  // A field that was pulled larger carries a style of its own (pictures of a page leave an empty one). htmx would hand it on to the
  // new element of the same id as an attribute, which our policy refuses: it goes with the old one.
  document.addEventListener("htmx:before:swap", ({ detail }) => {
    for (const { target, swapSpec } of detail.tasks || []) {
      const old = typeof target === "string" ? document.querySelector(target) : target;
      if (!/^(outer|inner)HTML/.test(swapSpec?.style || swapSpec)) continue;
      for (const styled of old?.querySelectorAll("[id][style]") || []) styled.removeAttribute("style");
    }
  });

  // Earlier messages come in above: the reader stays where they are.
  const page = document.scrollingElement;
  let fromEnd = 0;
  document.addEventListener("htmx:before:swap", (event) => {
    fromEnd = event.target.closest?.(".earlier") ? page.scrollHeight - page.scrollTop : 0;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (fromEnd) page.scrollTo({ top: page.scrollHeight - fromEnd });
    fromEnd = 0;
  });

  // "Where is this in the conversation": out of the sheet, to the message it stands over, or to the page that holds it.
  sheet?.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#message-"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(link.href);
    const message = document.getElementById(address.hash.slice(1));
    if (!message) {
      address.searchParams.set("at", address.hash.slice("#message-".length));
      return history.state?.sheet ? location.replace(address) : location.assign(address); // "back" leads to the page as it was
    }
    sheet.close();
    setTimeout(() => {
      message.scrollIntoView({ block: "center" });
      message.classList.add("pointed-at");
      setTimeout(() => message.classList.remove("pointed-at"), 4000);
    }, 60);
  });
  sheet?.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });

  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close]");
    if (!closer) return;
    event.preventDefault();
    const note = closer.closest(".note, .toast");
    if (note) note.remove();
    else closer.closest("dialog")?.close();
  });

  // A password may be looked at. It leaves as a password again, or a browser would remember it as plain text.
  for (const button of document.querySelectorAll("button[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal);
    const label = button.firstElementChild;
    const words = { false: label.textContent, true: button.dataset.hide };
    const reveal = (shown) => {
      field.type = shown ? "text" : "password";
      label.textContent = words[shown];
      button.setAttribute("aria-pressed", shown);
    };
    button.addEventListener("click", () => reveal(field.type === "password"));
    field.form?.addEventListener("submit", () => reveal(false));
  }

  // A letter may be printed. Only a script can ask for that, so the button shows itself here.
  const offerPrinting = () => {
    for (const button of document.querySelectorAll("button[data-print]")) button.hidden = false;
  };
  offerPrinting();
  document.addEventListener("htmx:after:swap", offerPrinting);
  document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());

  // Where the clock hangs: times are shown as they are here.
  for (const field of document.querySelectorAll("input[data-zone]")) {
    field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
})();
