// Makes the README's picture and the pictures of the tour from a running `dateline serve` of the samples.
//
//     node pictures.mjs http://127.0.0.1:PORT FOLDER
import { chromium } from "playwright-core";

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1100, height: 620 }, colorScheme: "light" });
const page = await context.newPage();
// JPEG keeps a screen of text below a hundred kilobytes.
const shot = (name) => page.screenshot({ path: `${folder}/${name}.jpg`, type: "jpeg", quality: 62 });
try {
  await page.goto(`${base}/`);
  await shot("tour/1-first-page");
  await page.goto((await page.locator(".card .verdict.differ").first().getAttribute("href")).replace(/^/, base).split("#")[0]);
  await shot("tour/2-story");
  await page.goto(`${base}/report/courier-market?statement=1&figure=1`);
  await page.locator(".text mark.figure a").first().click();
  await page.locator(".opened").waitFor();
  await shot("tour/3-report");
  await page.goto(`${base}/issue?about=ceasefire`);
  await shot("tour/4-issue");
  await page.goto(`${base}/timeline`);
  await shot("tour/5-timeline");
} finally {
  await browser.close();
}
