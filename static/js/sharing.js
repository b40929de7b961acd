// The address of a new link may be copied with a tap; where that cannot be, it stands there to be marked and copied by hand.
(() => {
  const offer = () => {
    for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = !navigator.clipboard;
  };
  offer();
  if (globalThis.chittaSharing) return;
  globalThis.chittaSharing = true;
  document.addEventListener("htmx:after:swap", offer);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      button.lastElementChild.textContent = button.dataset.done;
    } catch {
      field.focus();
      field.select();
    }
  });
})();
