// Makes the README's picture and the pictures of the tour from a running `dateline serve` of the samples.
//
//     node pictures.mjs http://127.0.0.1:PORT FOLDER
import fs from "node:fs";
import { chromium } from "playwright-core";

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1100, height: 620 }, colorScheme: "light" });
const page = await context.newPage();
// WebP keeps a screen of text far below a hundred kilobytes; the browser itself makes it.
const easel = await context.newPage();
const shot = async (name) => {
  const png = (await page.screenshot()).toString("base64");
  const webp = await easel.evaluate(async (png) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${png}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.8).split(",")[1];
  }, png);
  fs.writeFileSync(`${folder}/${name}.webp`, Buffer.from(webp, "base64"));
};
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
