// Builds everything that a browser loads: style sheets, the script, the icons and the small pictures.
// Reads frontend/, templates/ and the Python sources (for class names); writes build/. The same sources give the same bytes.

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "build", "static");
const sources = ["aantafel", "municipalities", "ideas", "tables"];

/** All files below a folder whose name ends in one of the endings, in a fixed order. */
async function filesBelow(folder, endings) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The words that may be a class, and the beginnings of classes whose end a template fills in: `alert--{{ kind }}`. */
async function classesInUse() {
  const files = [
    ...(await filesBelow(join(root, "templates"), [".html"])),
    ...(await filesBelow(join(root, "frontend", "js"), [".js"])),
    ...(await Promise.all(sources.map((name) => filesBelow(join(root, name), [".py", ".html"])))).flat(),
  ];
  const words = new Set();
  const beginnings = new Set();
  for (const file of files) {
    if (file.includes("/migrations/") || file.includes("/demo/")) continue;
    const text = await readFile(file, "utf8");
    for (const [word] of text.matchAll(/[A-Za-z0-9_-]+/g)) words.add(word);
    for (const [, beginning] of text.matchAll(/([A-Za-z][\w-]*--)\{[{%]/g)) beginnings.add(beginning);
  }
  return { words: [...words], beginnings: [...beginnings] };
}

/** One style sheet: imports joined, rules and custom properties that nothing uses taken out, made small. */
async function style(entry, { words, beginnings }) {
  const options = { bundle: true, write: false, target: ["safari15.4", "firefox102", "chrome105"], logLevel: "warning" };
  const joined = await esbuild.build({ ...options, entryPoints: [join(root, "frontend", "css", entry)] });
  const [pruned] = await new PurgeCSS().purge({
    content: [{ raw: "", extension: "none" }],
    extractors: [{ extensions: ["none"], extractor: () => words }],
    css: [{ raw: joined.outputFiles[0].text }],
    safelist: { standard: beginnings.map((beginning) => new RegExp(`^${beginning}`)) },
    variables: false,
  });
  const small = await esbuild.transform(pruned.css, { loader: "css", minify: true, target: options.target });
  return small.code;
}

/** Our names for icons with the drawing inside each, for the `icon` component to put into the page. */
async function icons() {
  const names = JSON.parse(await readFile(join(root, "frontend", "icons.json"), "utf8"));
  const drawings = {};
  for (const [ours, theirs] of Object.entries(names)) {
    const file = join(root, "node_modules", "@tabler", "icons", "icons", "outline", `${theirs}.svg`);
    const svg = await readFile(file, "utf8");
    drawings[ours] = svg
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
      .replace("</svg>", "")
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
      .replace(/\s*\n\s*/g, "")
      .replace(/ \/>/g, "/>");
  }
  return JSON.stringify(drawings);
}

async function script() {
  const result = await esbuild.build({
    entryPoints: [join(root, "frontend", "js", "app.js")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["safari15.4", "firefox102", "chrome105"],
    legalComments: "none",
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

async function write(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  const size = gzipSync(content, { level: 9 }).length;
  console.log(`${relative(root, path).padEnd(36)} ${String(size).padStart(7)} bytes compressed`);
}

await rm(out, { recursive: true, force: true });
const used = await classesInUse();
for (const name of ["public.css", "desk.css"]) await write(join(out, name), await style(name, used));
for (const file of await filesBelow(join(root, "frontend", "themes"), [".css"])) {
  const theme = await esbuild.transform(await readFile(file, "utf8"), { loader: "css", minify: true });
  await write(join(out, "themes", relative(join(root, "frontend", "themes"), file)), theme.code);
}
await write(join(out, "app.js"), await script());
for (const file of await filesBelow(join(root, "frontend", "img"), [".svg"])) {
  await write(join(out, relative(join(root, "frontend", "img"), file)), (await readFile(file, "utf8")).replace(/\s*\n\s*/g, " "));
}
await write(join(root, "build", "icons.json"), await icons());
