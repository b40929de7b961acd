// What every page needs beyond HTML: deep views as dialogs, and notes that can be closed.
(() => {
  const sheet = document.getElementById("sheet");

  // A deep view arrived in the dialog: show it over the page and put focus on its heading.
  document.addEventListener("htmx:after:swap", () => {
    if (sheet && sheet.firstElementChild && !sheet.open) {
      sheet.showModal();
      sheet.querySelector("[autofocus]")?.focus();
    }
  });
  sheet?.addEventListener("close", () => sheet.replaceChildren());
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
