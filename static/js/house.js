// What every page needs beyond HTML: deep views as dialogs, and notes that can be closed.
(() => {
  const sheet = document.getElementById("sheet");
  let shown = null; // heading of the view that is in the dialog

  // A deep view arrived in the dialog: show it over the page and put focus on its heading.
  document.addEventListener("htmx:after:swap", () => {
    if (!sheet?.firstElementChild) return;
    const heading = sheet.querySelector("#sheet-title");
    if (sheet.open && shown !== heading && heading) {
      sheet.scrollTop = 0; // another view in the same dialog is read from its beginning
      heading.focus({ preventScroll: true });
    }
    shown = heading;
    if (!sheet.open) {
      sheet.showModal();
      history.pushState({ sheet: true }, ""); // so that "back" closes the sheet instead of leaving the page
      sheet.querySelector("[autofocus]")?.focus();
    }
  });
  sheet?.addEventListener("close", () => {
    sheet.replaceChildren();
    if (history.state?.sheet) history.back();
  });
  addEventListener("popstate", () => sheet?.open && sheet.close());

  // A question asked from the dialog goes into the conversation; over a page without one, the browser takes us there.
  sheet?.addEventListener(
    "submit",
    (event) => {
      const target = event.target.getAttribute("hx-target");
      if (target?.startsWith("#") && !document.querySelector(target)) event.stopPropagation();
    },
    true,
  );

  // "Where is this in the conversation": out of the sheet, to the message it stands over.
  sheet?.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#message-"]');
    const message = link && document.getElementById(new URL(link.href).hash.slice(1));
    if (!message) return;
    event.preventDefault();
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
    const dialog = closer.closest("dialog");
    if (dialog) dialog.close();
    else closer.closest(".note, .toast")?.remove();
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
    button.hidden = false;
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
