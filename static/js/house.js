// What every page needs beyond HTML: deep views as dialogs, and notes that can be closed.
(() => {
  const sheet = document.getElementById("sheet");

  // A deep view arrived in the dialog: show it over the page and put focus on its heading.
  document.addEventListener("htmx:after:swap", () => {
    if (sheet && sheet.firstElementChild && !sheet.open) {
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
})();
