// Walks every page of a running `dateline serve` by links alone, in headless Chromium.
//
//     node walk.mjs http://127.0.0.1:PORT SCREENSHOT-FOLDER
//
// It fails when a page breaks, when axe finds a violation of WCAG 2.2 AA, when a request leaves
// the origin, when a page weighs more than 250 KB, when a page is wider than a phone, or when
// one cannot get from a differing figure to the highlighted words of both accounts.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [base, folder] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
fs.mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const laptop = { width: 1366, height: 768 };
// What each kind of page must show wherever it is reached.
const musts = {
  stories: ["h1", "article.card h3 a", ".accounts", ".filters .facet a"],
  story: ["#facts, #said-h", ".sources li", ".statement blockquote a", "svg.map"],
  report: [".text", ".kinds input", ".margin a"],
  timeline: [".timeline time[datetime]", ".timeline blockquote a"],
  people: [".people a"],
  who: ["h1", ".take a"],
  issue: ["form.filter input[name=about]"],
  differences: [".difference .verdict", ".difference.differ"],
  statements: [".statement .act", "form.filter select"],
  compare: ["form.filter input[name=b]"],
  coverage: ["table.covered td", "h2#gaps-h"],
  changes: [".change-list h3 a", ".take a"],
  words: [".glossary dt"],
  corrections: ["h1"],
  following: ["#followed-none"],
  correct: [".cited blockquote a"],
};
const context = await browser.newContext({ viewport: laptop });
const page = await context.newPage();
const strays = [], broken = [];
page.on("request", (request) => { if (!request.url().startsWith(base)) strays.push(request.url()); });
page.on("response", (response) => { if (response.status() >= 400) broken.push(`${response.status()} ${response.url()}`); });
page.on("pageerror", (error) => broken.push(`script: ${error.message}`));
page.on("console", (message) => { if (message.type() === "error") broken.push(`console: ${message.text()}`); });

let passed = 0;
const step = async (name, run) => { await run(); passed += 1; console.log(`ok ${name}`); };
const shot = (name) => page.screenshot({ path: `${folder}/${name}.png` });
const violations = async () => {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
};
const isInView = async (locator) => {
  const box = await locator.boundingBox();
  return box && box.y >= 0 && box.y + box.height <= laptop.height;
};

try {
  // From the first page, by links alone, one page of every kind (and a few more of those there are many of).
  const kindOf = (address) => new URL(address).pathname.split("/")[1] || "stories";
  const most = { report: 4, story: 6, who: 4, statements: 3, search: 2 };
  const seen = new Map(), visited = new Set(), waiting = [`${base}/`];
  await step("every page can be reached by links, is whole, light and accessible", async () => {
    while (waiting.length) {
      const address = waiting.shift();
      const plain = address.split("#")[0];
      const kind = kindOf(plain);
      if (visited.has(plain) || kind === "api" || kind === "feed.atom" || kind === "assets" || plain.includes("format=")) continue;
      if ((seen.get(kind) ?? 0) >= (most[kind] ?? 3)) continue;
      visited.add(plain);
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      const response = await page.goto(plain);
      assert.equal(response.status(), 200, plain);
      assert.ok((await response.body()).length < 250_000, `${plain} is too heavy`);
      assert.deepEqual(await violations(), [], plain);
      for (const must of plain.includes("?") && kind !== "who" ? [] : musts[kind] ?? []) {
        assert.ok(await page.locator(must).count(), `${plain} has no ${must}`);
      }
      if (seen.get(kind) === 1) await shot(kind);
      for (const link of await page.$$eval("a[href]", (links) => links.map((one) => new URL(one.getAttribute("href"), location.href).href))) {
        if (link.startsWith(base)) waiting.push(link);
      }
    }
    for (const kind of ["stories", "story", "report", "timeline", "people", "who", "issue", "differences", "statements", "compare", "coverage", "changes", "words", "corrections",
      "following", "correct"]) {
      assert.ok(seen.get(kind), `no link leads to ${kind}`);
    }
  });

  await step("a story's differing figure is seen without scrolling and leads to both sentences", async () => {
    await page.goto(`${base}/`);
    const cards = await page.$$eval(".card .verdict.differ", (links) => links.map((one) => one.href));
    assert.ok(cards.length, "no story of the samples differs");
    const story = cards[0];
    await page.goto(story.split("#")[0]);
    const row = page.locator("tr.differ").first();
    assert.ok(await isInView(row), "the differing figure is below the fold");
    await shot("story-differing");
    const links = await row.locator("td a").evaluateAll((all) => all.map((one) => one.href));
    assert.ok(links.length >= 2, "a differing figure has fewer than two accounts");
    const words = [];
    for (const [number, link] of links.slice(0, 2).entries()) {
      await page.goto(link);
      const target = page.locator("mark.target").first();
      assert.ok(await isInView(target), "the words are not in view");
      words.push(await page.locator(".cited blockquote").innerText());
      await shot(`evidence-${number + 1}`);
    }
    assert.ok(words.every((text) => text.length > 0));
    // With a script the words open under the table, and the page stays.
    await page.goto(story.split("#")[0]);
    await page.locator("tr.differ td a").first().click();
    await page.waitForSelector("#peek .cited blockquote");
    assert.equal(page.url(), story.split("#")[0]);
  });

  await step("by the keyboard alone: every stop is seen, and the words of a report are reached", async () => {
    await page.goto(`${base}/`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return document.activeElement === document.body || parseFloat(style.outlineWidth) >= 2;
      });
      assert.ok(seen, "a stop of the Tab key is not seen");
    }
    await page.locator("article.card q a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("mark.target");
  });

  await step("what is clicked is large enough for a finger, and motion is left out where it is unwelcome", async () => {
    const small = [];
    for (const address of [...visited].slice(0, 24)) {
      await page.goto(address);
      // WCAG 2.2, 2.5.8: 24 by 24, unless it is part of a sentence or far enough from the next.
      small.push(...await page.$$eval("button, input, select, summary, nav a, .facet a, .pager a", (all) =>
        all.filter((one) => one.offsetParent && one.type !== "hidden" && one.getBoundingClientRect().height < 24 && !(one.type === "checkbox" && one.closest("label").getBoundingClientRect().height >= 24))
          .map((one) => `${location.pathname} ${one.outerHTML.slice(0, 80)}`)));
    }
    assert.deepEqual(small, []);
    const still = await browser.newContext({ reducedMotion: "reduce" });
    const quiet = await still.newPage();
    await quiet.goto(`${base}/`);
    await quiet.evaluate(() => document.querySelector("article.card").classList.add("new"));
    assert.equal(await quiet.evaluate(() => getComputedStyle(document.querySelector("article.card")).animationName), "none");
    await still.close();
  });

  await step("a story is narrowed down to, a search too, without a script", async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    const quiet = await still.newPage();
    await quiet.goto(`${base}/`);
    const before = await quiet.locator("article.card").count();
    await quiet.locator(".filters section", { hasText: "Outlet" }).locator("a").last().click();
    assert.ok(await quiet.locator("article.card").count() < before, "an outlet does not narrow the stories down");
    assert.ok(await quiet.locator(".facet .chosen").count());
    await quiet.goto(`${base}/search?q=ceasefire`);
    for (const name of ["Speaker", "Act", "Place", "Day", "Outlet"]) {
      assert.ok(await quiet.locator(".filters h2", { hasText: name }).count(), `search has no filter ${name}`);
    }
    await quiet.locator(".filters section", { hasText: "Speaker" }).locator("a").first().click();
    assert.match(quiet.url(), /speaker=/);
    assert.ok(await quiet.locator(".statement").count());
    await still.close();
  });

  await step("two outlets stand side by side, in numbers and in words", async () => {
    await page.goto(`${base}/compare?a=Adriatic+Herald&b=The+Lake+Courier`);
    assert.equal(await page.locator("table.compare thead th").count(), 2);
    assert.ok(await page.locator(".sides .statement").count() > 2);
    assert.deepEqual(await violations(), []);
    await shot("compare");
  });

  await step("search shows results as one types, and without a script", async () => {
    await page.goto(`${base}/search`);
    await page.keyboard.press("/");
    await page.keyboard.type("ceasefire");
    await page.waitForSelector("#results .hit");
    assert.match(page.url(), /q=ceasefire/);
    await shot("search");
    const still = await browser.newContext({ javaScriptEnabled: false });
    const quiet = await still.newPage();
    await quiet.goto(`${base}/search?q=ceasefire`);
    assert.ok(await quiet.locator("#results .hit").count());
    await still.close();
  });

  await step("an issue shows who stood where", async () => {
    await page.goto(`${base}/issue?about=ceasefire`);
    assert.ok(await page.locator("svg.lanes").count(), "no lanes are drawn");
    assert.deepEqual(await violations(), []);
    await shot("issue-ceasefire");
  });

  await step("a card says what each account gives, whose it is, and what is disputed", async () => {
    await page.goto(`${base}/`);
    const disputed = page.locator("article.card", { has: page.locator(".disputed strong") }).first();
    assert.match(await disputed.locator(".disputed strong").first().innerText(), /\d.* killed\?|\d.* injured\?/);
    const given = disputed.locator("ul.figures li").first();
    assert.ok(await given.locator("a").count() >= 2, "a disputed figure stands alone");
    assert.ok(await given.locator(".role").count() >= 2, "a figure is nobody's");
    for (const title of await page.locator("article.card h3").allInnerTexts()) {
      assert.ok(!/…$|\.\.\.$/.test(title) && !/^[A-Z]{3,}[,\s(].* — /.test(title), `${title} is no title`);
    }
  });

  await step("only statements are marked until more is asked for, and a mark says what the record holds", async () => {
    await page.goto(`${base}/report/courier-market`);
    assert.ok(await page.locator(".text mark.statement a").count());
    assert.equal(await page.locator(".text mark.event, .text mark.figure").count(), 0);
    await page.locator("#show-figure").check();
    await page.waitForSelector(".text mark.figure a");
    assert.match(page.url(), /figure=1/);
    await page.locator(".text mark.figure a").first().click();
    const opened = page.locator(".opened");
    await opened.waitFor();
    assert.match(await opened.innerText(), /37 killed.*Copy link/s);
    assert.deepEqual(await violations(), []);
    await shot("report-opened");
    await page.keyboard.press("Escape");
    assert.ok(await opened.isHidden());
    // By the keyboard the same, and one is back where one was.
    await page.locator(".text mark.statement a").first().focus();
    await page.keyboard.press("Enter");
    await opened.waitFor();
    await page.keyboard.press("Escape");
    assert.ok(await page.evaluate(() => document.activeElement.closest("mark.statement") !== null));
    // No line of the record is an arrow between words.
    for (const line of await page.locator(".told-as").allInnerTexts()) assert.ok(!line.includes("→"), line);
    const still = await browser.newContext({ javaScriptEnabled: false });
    const quiet = await still.newPage();
    await quiet.goto(`${base}/report/courier-market`);
    await quiet.locator(".text mark a").first().click();
    assert.ok(await quiet.locator(".margin li:target").count(), "without a script a mark leads nowhere");
    await still.close();
  });

  await step("names, places and days are offered while one types, on any page, by the keyboard too", async () => {
    await page.goto(`${base}/timeline`);
    await page.keyboard.press("/");
    await page.keyboard.type("holbr");
    await page.waitForSelector("#offered a[href^='/who']");
    assert.deepEqual(await violations(), []);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/who\?name=/);
    await page.goto(`${base}/search?q=${encodeURIComponent("Milosevic agreement since september 1995")}`);
    const chips = await page.locator(".chips a").allInnerTexts();
    assert.ok(chips.some((chip) => /said by/.test(chip)) && chips.some((chip) => /since/.test(chip)), chips.join());
    const before = chips.length;
    await page.locator(".chips a").first().click();
    assert.ok(await page.locator(".chips a").count() < before, "a chip cannot be taken away");
  });

  await step("the timeline opens where something happened, and the map goes through the days", async () => {
    await page.goto(`${base}/timeline`);
    assert.ok(await page.locator(".timeline blockquote a").count() >= 2);
    assert.ok(await page.locator("table.calendar td a").count());
    const slider = page.locator("#map-day");
    if (await slider.count()) {
      const all = await page.locator("#days-map circle:not(.off)").count();
      await slider.focus();
      await page.keyboard.press("ArrowRight");
      assert.ok(await page.locator("#days-map circle:not(.off)").count() <= all);
      assert.notEqual(await page.locator("#map-said").innerText(), "all days");
    }
    const still = await browser.newContext({ javaScriptEnabled: false });
    const quiet = await still.newPage();
    await quiet.goto(`${base}/timeline`);
    await quiet.locator("details.told summary").click();
    assert.ok(await quiet.locator("details.told li a").first().isVisible());
    assert.ok(!await quiet.locator("#map-day").isVisible());
    await still.close();
  });

  await step("a story is followed with one click, and a second visit says what is new", async () => {
    const fresh = await browser.newContext({ viewport: laptop });
    const reader = await fresh.newPage();
    await reader.goto(`${base}/`);
    assert.ok(await reader.locator("#since-last").isHidden());
    await reader.locator("article.card h3 a").first().click();
    await reader.locator("[data-follow] button").click();
    assert.equal(await reader.locator("[data-follow] button").getAttribute("aria-pressed"), "true");
    await reader.goto(`${base}/following`);
    await reader.waitForSelector("#followed li a");
    await reader.waitForFunction(() => /nothing new/.test(document.querySelector("#followed .role").textContent));
    // As if the last visit had been before the last three reports.
    await reader.evaluate(() => {
      const seen = JSON.parse(localStorage.getItem("dateline seen"));
      localStorage.setItem("dateline seen", JSON.stringify({ ...seen, number: seen.number - 3 }));
      sessionStorage.clear();
    });
    await reader.goto(`${base}/`);
    await reader.waitForSelector(".card .is-new");
    assert.match(await reader.locator("#since-last").innerText(), /new or grown since your last visit/);
    await fresh.close();
  });

  await step("at twice the size every kind of page is whole and accessible, and on a phone no table is cut off", async () => {
    const large = await browser.newContext({ viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });
    const narrow = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const kinds = new Map([...visited].map((one) => [kindOf(one), one]));
    for (const [kind, address] of kinds) {
      const wide = await large.newPage();
      await wide.goto(address);
      assert.ok(await wide.evaluate(() => document.documentElement.scrollWidth) <= 683, `${kind} is too wide at twice the size`);
      await wide.evaluate(axe);
      const found = await wide.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(found.violations.map((one) => `${one.id} ${one.nodes[0].html}`), [], address);
      await wide.close();
      const phone = await narrow.newPage();
      await phone.goto(address);
      const cut = await phone.$$eval("table", (all) => all.filter((one) => one.offsetParent && one.scrollWidth > one.parentElement.clientWidth + 1).map((one) => one.className));
      assert.deepEqual(cut, [], `${address} cuts a table off`);
      await phone.screenshot({ path: `${folder}/phone-${kind}.png` });
      await phone.close();
    }
    await large.close();
    await narrow.close();
  });

  await step("views can be taken along", async () => {
    const story = [...visited].find((one) => kindOf(one) === "story").split("?")[0];
    const views = ["/?", "/statements?", "/timeline?", "/people?", "/differences?", "/issue?about=ceasefire&", "/search?q=ceasefire&", "/who?name=Holbrooke&",
      "/compare?a=Adriatic+Herald&b=The+Lake+Courier&", `${new URL(story).pathname}?`];
    for (const view of views) {
      for (const [format, expected] of [["csv", /^day,act,/], ["jsonl", /^\{/], ["txt", /\S/]]) {
        const answer = await context.request.get(`${base}${view}format=${format}`);
        assert.equal(answer.status(), 200, view);
        assert.match(await answer.text(), expected, `${view} ${format}`);
      }
    }
    assert.match(await (await context.request.get(`${base}/changes?form=md`)).text(), /^# What is new since/);
    assert.match(await (await context.request.get(`${base}/changes?form=html`)).text(), /<h1>What is new since/);
    assert.match(await (await context.request.get(`${base}/feed.atom?q=ceasefire`)).text(), /<entry>/);
  });

  await step("a phone needs no sideways scrolling, and the dark is accessible too", async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: "dark" });
    const small = await phone.newPage();
    for (const address of [...visited].slice(0, 16)) {
      await small.goto(address);
      await small.waitForLoadState();
      const width = await small.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${address} is ${width} wide`);
      await small.evaluate(axe);
      const found = await small.evaluate(() => axe.run(document, { runOnly: ["wcag2aa"] }));
      assert.deepEqual(found.violations.map((one) => `${one.id} ${one.nodes[0].html}`), [], address);
    }
    await small.goto(`${base}/`);
    await small.screenshot({ path: `${folder}/phone-dark.png` });
    await phone.close();
  });

  await step("nothing leaves the origin and nothing is broken", async () => {
    assert.deepEqual(strays, []);
    assert.deepEqual(broken, []);
  });
  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  await shot("failure").catch(() => {});
  console.error(error);
  console.log(`${passed} passed, 1 failed`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
