// Two comforts that every page also works without: results while one types, and new
// stories that come in without a reload. Pages come from this origin only, as HTML that
// the server has escaped.
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
    if (known.size && !known.has(one.id)) one.classList.add("new");
  }
};

// As-you-type search, on the search page.
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
        const page = await fetched(address);
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

// New stories, looked for while the page is in view.
const fresh = document.querySelector("[data-refresh]");
if (fresh) {
  setInterval(async () => {
    if (document.hidden || fresh.contains(document.activeElement)) return;
    try { swap(fresh.id, await fetched(fresh.dataset.refresh)); } catch { /* the server is away; try again later */ }
  }, 5000);
}
