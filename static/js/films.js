// Films in the page or in a dialog: a tap on a moment plays from there, a button writes down the second where the film stands.
(() => {
  if (globalThis.chittaFilms) return void globalThis.chittaFilms.attach();

  const clock = (second) => `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, "0")}`;
  const playerOf = (place) => place.closest(".film-page")?.querySelector("video");
  const seek = (player, second) => {
    const go = () => {
      player.currentTime = second;
      player.play().catch(() => {}); // a browser may want a tap on the player itself first
    };
    if (player.readyState) return go();
    player.addEventListener("loadedmetadata", go, { once: true });
    player.load();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-seek]");
    const player = link && playerOf(link);
    if (player && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      player.scrollIntoView({ block: "nearest" });
      seek(player, Number(link.dataset.seek));
    }
    const mark = event.target.closest("button[data-mark]");
    const marked = mark && playerOf(mark);
    if (marked) {
      marked.pause();
      const field = mark.closest("form").elements.at;
      field.value = clock(marked.currentTime);
      mark.closest("form").elements.words.focus();
    }
  });

  // The film's address lives for minutes. One that a player was left standing with is asked for anew, at the same second.
  const mend = (event) => {
    const player = event.target;
    if (player.dataset.mended > Date.now() - 10_000) return;
    player.dataset.mended = Date.now();
    const [second, playing] = [player.currentTime, !player.paused];
    player.addEventListener("loadedmetadata", () => { player.currentTime = second; if (playing) player.play().catch(() => {}); }, { once: true });
    player.src = `${player.getAttribute("src").split("?")[0]}?again=${Date.now()}`;
  };
  const attach = () => {
    for (const button of document.querySelectorAll("button[data-mark]")) button.hidden = false;
    for (const player of document.querySelectorAll(".film-page video:not([data-attached])")) {
      player.dataset.attached = "";
      player.addEventListener("error", mend);
      const second = /^#t=(\d+)$/.exec(location.hash)?.[1] ?? new URLSearchParams(location.search).get("t");
      if (second && !player.closest("dialog")) player.currentTime = Number(second);
    }
  };
  document.addEventListener("htmx:after:swap", attach);
  globalThis.chittaFilms = { attach };
  attach();
})();
