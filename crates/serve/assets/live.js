// Comforts that every page also works without: results while one types, new stories that come in
// without a reload, the words behind a figure under its table. Pages come from this origin only,
// as HTML that the server has escaped.
"use strict";

const fetched = async (address) => {
  const response = await fetch(address, { headers: { "X-Live": "1" } });
  if (!response.ok) throw new Error(response.statusText);
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

const swap = (id, page) => {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
  const known = new Set([...old.querySelectorAll("article[id]")].map((one) => one.id));
  old.replaceChildren(...fresh.childNodes);
  for (const one of old.querySelectorAll("article[id]")) {
    if (!known.has(one.id)) one.classList.add("new");
  }
};

// As-you-type search: results on the search page, on every other page what there is of that name. The
// address that is kept is the one without the typing.
const field = document.querySelector("input[data-live]");
if (field) {
  const results = document.getElementById("results");
  const offered = document.getElementById("offered");
  let waiting;
  let asked = 0;
  const close = () => { if (offered) { offered.hidden = true; offered.replaceChildren(); } };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++asked;
      const typed = encodeURIComponent(field.value);
      if (!field.value.trim()) { close(); return; }
      try {
        if (results) {
          const address = "/search?q=" + typed;
          const page = await fetched(address + "&typing=1");
          if (number !== asked) return;
          swap("results", page);
          history.replaceState(null, "", address);
        } else if (offered) {
          const page = await fetched("/offered?q=" + typed);
          if (number !== asked) return;
          offered.replaceChildren(...(page.getElementById("offers")?.childNodes ?? []));
          offered.hidden = !offered.childElementCount;
        }
      } catch { /* the form still works */ }
    }, 150);
  });
  // Down and up go through what is offered, Escape puts it away.
  field.form.addEventListener("keydown", (event) => {
    if (!offered || offered.hidden) return;
    const links = [field, ...offered.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault();
      links[(at + step + links.length) % links.length].focus();
    } else if (event.key === "Escape") {
      close();
      field.focus();
    }
  });
  document.addEventListener("click", (event) => { if (!field.form.contains(event.target)) close(); });
}

// "/" goes to the search field.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("q")?.focus();
  }
});

// A figure's words open under the table; a second click goes to the report.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-peek]");
  const place = document.getElementById("peek");
  if (!link || !place || event.ctrlKey || event.metaKey || event.shiftKey || place.dataset.of === link.href) return;
  event.preventDefault();
  try {
    const cited = (await fetched(link.href)).querySelector(".cited");
    if (!cited) { location.href = link.href; return; }
    place.replaceChildren(cited);
    place.dataset.of = link.href;
  } catch { location.href = link.href; }
});

// A link to a folded list opens it.
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") target.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// On a narrow screen what one can narrow down by is folded.
const narrow = document.querySelector(".narrow details");
if (narrow && matchMedia("(max-width: 61.99rem)").matches) narrow.open = false;

// A mark in a report's text opens its line of the record where one reads.
const reading = document.getElementById("reading");
if (reading) {
  const citation = document.getElementById("citation")?.textContent ?? "";
  let from;
  const card = document.createElement("div");
  card.className = "opened";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", "What the record holds");
  card.tabIndex = -1;
  card.hidden = true;
  document.body.append(card);
  const close = () => { if (!card.hidden) { card.hidden = true; from?.focus(); } };
  const button = (label, does) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", () => does(one));
    return one;
  };
  const copy = (text) => async (one) => {
    try { await navigator.clipboard.writeText(text); one.textContent = "copied"; } catch { one.textContent = text; }
  };
  reading.addEventListener("click", (event) => {
    const link = event.target.closest("mark a");
    const note = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    from = link;
    const words = note.querySelector("a[data-copy]");
    const parts = [...note.cloneNode(true).children];
    const tools = document.createElement("p");
    tools.className = "tools";
    if (words) tools.append(button("Copy link", copy(words.href)), button("Copy citation", copy(`${citation} ${words.href}`)));
    tools.append(button("Close", close));
    card.replaceChildren(...parts, tools);
    card.querySelectorAll("[data-copy], [data-cite]").forEach((one) => one.remove());
    card.hidden = false;
    const place = link.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, innerWidth - card.offsetWidth - 16));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${place.bottom + scrollY + 6}px`;
    card.focus({ preventScroll: true });
    const below = card.getBoundingClientRect().bottom - innerHeight + 12;
    if (below > 0) scrollBy(0, below);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("click", (event) => {
    if (!card.hidden && !card.contains(event.target) && !event.target.closest("mark a")) card.hidden = true;
  });
}

// A form that changes a part of the page changes it at once.
document.addEventListener("change", async (event) => {
  const form = event.target.closest("form[data-swap]");
  if (!form) return;
  const address = form.action.split("#")[0] + "?" + new URLSearchParams(new FormData(form));
  try {
    swap(form.dataset.swap, await fetched(address));
    history.replaceState(null, "", address);
  } catch { form.submit(); }
});

// What is kept in this browser: which reports were there at the last visit, what is followed.
const kept = {
  get(name, or) { try { return JSON.parse(localStorage.getItem(`dateline ${name}`)) ?? or; } catch { return or; } },
  set(name, value) { try { localStorage.setItem(`dateline ${name}`, JSON.stringify(value)); } catch { /* kept nowhere */ } },
};

const markNew = () => {
  const list = document.querySelector("[data-newest]#stories");
  const line = document.getElementById("since-last");
  if (!list || !line) return;
  let last;
  try { last = JSON.parse(sessionStorage.getItem("dateline last")); } catch { /* none */ }
  if (!last) {
    last = kept.get("seen", null);
    try { sessionStorage.setItem("dateline last", JSON.stringify(last)); } catch { /* none */ }
  }
  kept.set("seen", { number: Number(list.dataset.newest), at: new Date().toISOString() });
  if (!last) return;
  const cards = [...list.querySelectorAll("article[data-number]")].filter((one) => Number(one.dataset.number) > last.number);
  for (const card of cards) {
    if (card.querySelector(".is-new")) continue;
    const label = document.createElement("span");
    label.className = "is-new";
    label.textContent = "new";
    card.querySelector("h3")?.append(" ", label);
  }
  line.hidden = false;
  const when = new Date(last.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  line.textContent = cards.length ? `${cards.length} new or grown since your last visit, ${when}` : `nothing new since your last visit, ${when}`;
};
markNew();

// Following a story or a search: one click here, and it stands on the page of what is followed.
for (const place of document.querySelectorAll("[data-follow]")) {
  const address = place.dataset.follow;
  const one = document.createElement("button");
  one.type = "button";
  const say = () => {
    const is = kept.get("followed", []).some((other) => other.address === address);
    one.textContent = is ? "Followed: stop" : "Follow";
    one.setAttribute("aria-pressed", String(is));
  };
  one.addEventListener("click", () => {
    const all = kept.get("followed", []);
    const others = all.filter((other) => other.address !== address);
    if (others.length === all.length) {
      others.push({ address, name: place.dataset.name, number: Number(place.dataset.newest ?? 0) });
    }
    kept.set("followed", others);
    say();
  });
  say();
  place.prepend(one, " ");
}

const followed = document.getElementById("followed");
if (followed) {
  for (const one of kept.get("followed", [])) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    // Only addresses of this server are kept; anything else was put there by somebody else.
    if (!/^\/[a-z]/.test(one.address)) continue;
    link.href = one.address;
    link.textContent = one.name;
    const state = document.createElement("span");
    state.className = "role";
    line.append(link, " ", state);
    followed.append(line);
    fetched(one.address).then((page) => {
      const newest = Number(page.querySelector("[data-follow]")?.dataset.newest ?? 0);
      state.textContent = newest > one.number ? "new reports since you followed it" : "nothing new";
      state.classList.toggle("is-new", newest > one.number);
    }).catch(() => { state.textContent = "could not be looked up"; });
  }
  document.getElementById("followed-none")?.toggleAttribute("hidden", followed.childElementCount > 0);
}

// A slider goes through the days of a map.
for (const slider of document.querySelectorAll("input[data-days]")) {
  const days = slider.dataset.days.split("|");
  const map = document.getElementById(slider.dataset.map);
  const said = document.getElementById(slider.getAttribute("aria-describedby"));
  slider.closest("[hidden]")?.removeAttribute("hidden");
  slider.addEventListener("input", () => {
    const at = Number(slider.value);
    if (said) said.textContent = days[at] ?? "";
    for (const point of map?.querySelectorAll("[data-on]") ?? []) {
      const on = point.dataset.on.split(" ");
      point.classList.toggle("off", at > 0 && !on.includes(String(at)));
    }
  });
}

// New stories, looked for while the page is in view.
const fresh = document.querySelector("[data-refresh]");
const live = document.getElementById("live");
if (fresh && live) {
  const say = (isHere) => {
    live.hidden = false;
    live.classList.toggle("away", !isHere);
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    live.textContent = isHere ? `live ${time}` : `away since ${time}`;
  };
  say(true);
  setInterval(async () => {
    if (document.hidden || fresh.contains(document.activeElement)) return;
    try {
      const page = await fetched(fresh.dataset.refresh);
      swap(fresh.id, page);
      const newest = page.getElementById(fresh.id)?.dataset.newest;
      if (newest) fresh.dataset.newest = newest;
      // What is counted beside the list is of the same moment.
      for (const id of ["summary", "strip", "narrow"]) {
        if (!document.getElementById(id)?.contains(document.activeElement)) swap(id, page);
      }
      markNew();
      say(true);
    } catch { if (!live.classList.contains("away")) say(false); }
  }, 5000);
}
