// The live conversation. Words grow in place by their offset; everything else is fetched as HTML from its own door.
// Without this file the page still works: forms post, the page shows what is there.
(() => {
  const live = document.getElementById("live");
  const turns = document.getElementById("turns");
  const status = document.getElementById("status");
  const composer = document.getElementById("composer");
  const text = document.getElementById("text");
  if (!live || !turns || !composer) return;

  const QUIET = 5000; // with an open reply and no word for so long, ask the server how far it is
  const isOpen = (turn) => turn && ["waiting", "speaking"].includes(turn.dataset.status);
  const openTurns = () => [...turns.querySelectorAll('article[data-sender="chitta"]')].filter(isOpen);
  const articleOf = (id) => document.getElementById(`message-${id}`);
  let heardAt = Date.now();
  let stillTimer = 0;
  let sent = null; // {words, turn} of our message on its way

  // --- following the end, only for a reader who is already there ---------------------------------------------
  const page = document.scrollingElement;
  const atEnd = () => page.scrollHeight - page.scrollTop - page.clientHeight < 160;
  const toEnd = () => page.scrollTo({ top: page.scrollHeight });
  const following = (change) => {
    const follow = atEnd();
    change();
    if (follow) toEnd();
  };

  // --- what a screen reader is told: the start, ten seconds later, the end once ---------------------------------
  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const announceStart = () => {
    say(status.dataset.writing);
    clearTimeout(stillTimer);
    stillTimer = setTimeout(() => openTurns().length && say(status.dataset.still), 10000);
  };
  const announceEnd = (turn) => {
    clearTimeout(stillTimer);
    if (turn.dataset.status === "stopped") return say(status.dataset.stopped);
    if (turn.dataset.status === "failed") return say(status.dataset.failed);
    const whole = (turn.querySelector(".prose")?.textContent || "").trim().replace(/\s+/g, " ");
    if (whole.length <= 600) return say(whole);
    const first = whole.match(/^.{1,300}?[.?!…](?=\s)/)?.[0] || whole.slice(0, 200);
    say(`${first} ${status.dataset.long}`);
  };

  // --- the state of the page follows from the turns in it ---------------------------------------------------------
  const settle = () => {
    const writing = openTurns().length > 0;
    document.body.classList.toggle("is-writing", writing);
    const said = [...turns.querySelectorAll('article[data-sender="user"]')].pop();
    const card = said?.closest("li").nextElementSibling?.querySelector(".crisis");
    document.body.classList.toggle("crisis-now", Boolean(card));
    composer.querySelector(".go").disabled = writing || Boolean(sent);
    return card;
  };

  // Helplines come before everything: the only thing that may take the focus.
  const showCrisis = (card) => {
    card.dataset.seen = "1";
    card.querySelector("h2").focus({ preventScroll: true });
    page.scrollTo({ top: card.getBoundingClientRect().top + page.scrollTop - 84 });
  };

  // --- fetching regions ------------------------------------------------------------------------------------------
  const fetching = new Map(); // id → was it asked for once more while on its way?
  const fetchTurn = async (id) => {
    const article = articleOf(id);
    const turn = article?.closest("li");
    if (!turn) return;
    if (fetching.has(id)) return void fetching.set(id, true);
    fetching.set(id, false);
    try {
      await htmx.ajax("GET", article.dataset.line, { source: turn, target: turn, swap: "outerHTML" });
    } finally {
      const again = fetching.get(id);
      fetching.delete(id);
      if (again) fetchTurn(id);
    }
  };
  // The last line before the first hole: our own answer may have come before what another tab said earlier.
  const lastKnown = () => {
    const lines = [...turns.querySelectorAll("article[data-seq]")];
    return lines.find((line, at) => Number(lines[at + 1]?.dataset.seq) !== Number(line.dataset.seq) + 1);
  };
  const fetchNew = () => {
    const last = lastKnown();
    if (!last) return;
    if (turns.dataset.fetching) return void (turns.dataset.fetching = "again");
    turns.dataset.fetching = "once";
    const address = `${live.dataset.afterUrl}?after=${last.id.replace("message-", "")}`;
    htmx.ajax("GET", address, { source: turns, target: "#replies", swap: "beforebegin" }).finally(() => {
      const again = turns.dataset.fetching === "again";
      delete turns.dataset.fetching;
      if (again) fetchNew();
    });
  };
  const refresh = (id) => {
    const region = document.getElementById(id);
    if (region) htmx.trigger(region, "refresh");
  };
  // Regions of other rooms say for themselves what they show; one in which somebody is typing is left alone.
  const refreshRooms = (what) => {
    for (const region of document.querySelectorAll("[data-refresh]")) {
      if (region.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) continue;
      const shown = region.dataset.refresh.split(" ");
      if (!what || shown.some((each) => what.includes(each))) htmx.trigger(region, "refresh");
    }
  };
  const openView = (key) => {
    if (!key || document.querySelector("dialog[open]")) return;
    htmx.ajax("GET", live.dataset.viewUrl.replace("KEY", encodeURIComponent(key)), { source: "#sheet", target: "#sheet", swap: "innerHTML" });
  };

  // --- facts ---------------------------------------------------------------------------------------------------------
  const grow = ({ message, attempt, at, text: piece }) => {
    const turn = articleOf(message);
    if (!turn) return fetchNew();
    const words = turn.querySelector("[data-words]");
    if (!isOpen(turn) || !words) return;
    if (attempt < Number(turn.dataset.attempt)) return;
    if (attempt > Number(turn.dataset.attempt)) {
      // A new try begins from what was kept: words of the last one are taken back.
      turn.dataset.attempt = attempt;
      words.textContent = words.textContent.slice(0, at);
    }
    const have = words.textContent.length;
    if (at > have) return fetchTurn(message); // words were missed
    if (at + piece.length <= have) return; // seen already
    turn.dataset.status = "speaking";
    if (document.body.classList.contains("crisis-now")) words.append(piece.slice(have - at));
    else following(() => words.append(piece.slice(have - at)));
  };
  const on = (kind, deed) =>
    live.addEventListener(kind, (event) => {
      heardAt = Date.now();
      deed(JSON.parse(event.detail.data));
    });
  on("piece", grow);
  on("said", (fact) => {
    // Our own message is on its way back as the form's answer; another tab's is fetched.
    setTimeout(() => articleOf(fact.reply) || fetchNew(), sent ? 1500 : 0);
  });
  on("settled", (fact) => {
    const turn = articleOf(fact.message);
    if (!turn) fetchNew();
    else if (isOpen(turn) || turn.dataset.status !== fact.status) fetchTurn(fact.message);
  });
  on("changed", ({ what, view }) => {
    if (what.includes("deck") || what.includes("stage")) refresh("deck");
    if (what.includes("child")) refresh("top");
    if (what.includes("view")) openView(view);
    refreshRooms(what);
  });
  on("refresh", () => {
    fetchNew();
    openTurns().forEach((turn) => fetchTurn(turn.id.replace("message-", "")));
    refresh("deck");
    refreshRooms();
  });
  on("bye", () => location.reload());

  // --- when the stream is not there ------------------------------------------------------------------------------------
  live.addEventListener("htmx:sse:error", (event) => {
    if ([401, 403, 404].includes(event.detail.status)) location.reload();
  });
  const connectAgain = (event) => {
    if ([401, 403, 404].includes(event.detail.ctx?.response?.status)) return location.reload();
    return setTimeout(() => live._htmx?.sse || htmx.ajax("GET", live.getAttribute("hx-sse:connect"), { source: live }), 2000);
  };
  live.addEventListener("htmx:error", connectAgain);
  live.addEventListener("htmx:response:error", connectAgain);
  setInterval(() => {
    if (Date.now() - heardAt < QUIET || document.hidden) return;
    openTurns().forEach((turn) => fetchTurn(turn.id.replace("message-", "")));
  }, 2500);

  // --- swaps: nothing twice, and the page follows what arrived -------------------------------------------------------------
  document.addEventListener("htmx:before:swap", (event) => {
    for (const task of event.detail.tasks || []) {
      const style = task.swapSpec?.style || "";
      if (!style.startsWith("before") && !style.startsWith("after")) continue;
      for (const added of [...(task.fragment.querySelectorAll?.("li[id]") || [])]) if (document.getElementById(added.id)) added.remove();
    }
  });
  let wasAtEnd = true;
  document.addEventListener("htmx:before:swap", (event) => {
    wasAtEnd = atEnd() && !event.target.closest?.(".earlier");
  });
  let known = new Map(openTurns().map((turn) => [turn.id, turn.dataset.status]));
  document.addEventListener("htmx:after:swap", () => {
    const open = openTurns();
    for (const turn of open) if (!known.has(turn.id)) announceStart();
    for (const id of known.keys()) {
      const turn = document.getElementById(id);
      if (turn && !isOpen(turn)) announceEnd(turn);
    }
    known = new Map(open.map((turn) => [turn.id, turn.dataset.status]));
    const card = settle();
    document.querySelector("#deck .cards")?.scrollTo({ left: 0 });
    if (card && !card.dataset.seen) showCrisis(card);
    else if (wasAtEnd && !card) toEnd();
  });

  // --- the composer: a draft that survives, Enter sends, the words stand in the page at once ------------------------------
  const draftKey = `draft:${text.dataset.draft}`;
  const keep = (words) => {
    try {
      words ? localStorage.setItem(draftKey, words) : localStorage.removeItem(draftKey);
    } catch {
      /* private windows may have no storage; the words are still in the field */
    }
  };
  try {
    if (!text.value) text.value = localStorage.getItem(draftKey) || "";
  } catch {
    /* as above */
  }
  text.addEventListener("input", () => keep(text.value));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return; // 229: Safari's last Enter of a composition
    event.preventDefault();
    if (text.value.trim() && !composer.querySelector(".go").disabled) composer.requestSubmit();
  });

  // Leaving the composer brings the deck back and moves the page under the finger: a tap on a button leaves the focus there.
  turns.addEventListener("mousedown", (event) => {
    if (document.activeElement === text && event.target.closest("button")) event.preventDefault();
  });

  const mine = (event) => event.detail.ctx?.sourceElement === composer;
  document.addEventListener("htmx:before:request", (event) => {
    if (!mine(event) || sent) return;
    const turn = document.createElement("li");
    turn.className = "turn me sending";
    const bubble = document.createElement("p");
    bubble.className = "bubble";
    bubble.dir = "auto";
    bubble.textContent = text.value.trim();
    turn.append(bubble);
    sent = { words: text.value, turn };
    document.getElementById("replies").before(turn);
    text.value = "";
    composer.querySelector(".go").disabled = true;
    toEnd();
  });
  const arrived = (ok) => {
    if (!sent) return;
    sent.turn.remove();
    if (ok) keep(text.value);
    else {
      text.value = text.value ? `${sent.words}\n${text.value}` : sent.words;
      keep(text.value);
      text.focus();
    }
    sent = null;
    settle();
  };
  document.addEventListener("htmx:after:request", (event) => {
    if (!mine(event)) return;
    const { response, hx } = event.detail.ctx;
    const ok = response.status < 400 && !hx?.redirect; // to the log-in page: the words wait here as a draft
    if (ok) document.getElementById("problem").replaceChildren();
    arrived(ok);
  });
  document.addEventListener("htmx:finally:request", (event) => mine(event) && arrived(false)); // given up without a word
  document.addEventListener("htmx:error", (event) => {
    if (mine(event)) arrived(false);
  });

  // --- a question asked from a dialog: the dialog closes and the conversation shows; what was not taken waits in the composer --
  const sheet = document.getElementById("sheet");
  const asked = (event) => {
    const form = event.detail.ctx?.sourceElement?.closest?.("#sheet form[data-asks]");
    return sheet?.open && form ? form : null;
  };
  const backToTalk = (form, ok) => {
    const words = new FormData(form).get("text") || form.querySelector("[name=text]").value;
    if (!ok && !text.value) keep((text.value = words));
    if (ok) document.getElementById("problem").replaceChildren();
    sheet.close();
    setTimeout(() => (ok ? toEnd() : text.focus()), 80); // after the browser has put the page back where it was
  };
  document.addEventListener("htmx:after:request", (event) => {
    const form = asked(event);
    if (form) backToTalk(form, event.detail.ctx.response.status < 400);
  });
  document.addEventListener("htmx:error", (event) => {
    const form = asked(event);
    if (form) backToTalk(form, false);
  });

  const first = settle();
  const pointed = document.getElementById(turns.dataset.at);
  if (first) showCrisis(first);
  else if (pointed && !location.hash) pointed.scrollIntoView({ block: "center" });
  else if (!location.hash) toEnd();
})();
