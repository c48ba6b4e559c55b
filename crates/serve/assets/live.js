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

// As-you-type search, on the search page. The address that is kept is the one without the typing.
const field = document.querySelector("input[data-live]");
if (field && document.getElementById("results")) {
  let waiting;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++asked;
      const address = "/search?q=" + encodeURIComponent(field.value);
      try {
        const page = await fetched(address + "&typing=1");
        if (number !== asked) return;
        swap("results", page);
        history.replaceState(null, "", address);
      } catch { /* the form still works */ }
    }, 200);
  });
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
    try { swap(fresh.id, await fetched(fresh.dataset.refresh)); say(true); } catch { if (!live.classList.contains("away")) say(false); }
  }, 5000);
}
