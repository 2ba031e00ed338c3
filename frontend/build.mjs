// Builds everything that a browser loads: style sheets, the script, the icons and the small pictures.
// Reads frontend/, templates/ and the Python sources (for class names); writes build/, or the folder that is named as
// argument. The same sources give the same bytes.

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = process.argv[2] ?? join(root, "build");
const out = join(target, "static");
const browsers = ["safari15.4", "firefox102", "chrome105"];
const sources = ["aantafel", "municipalities", "ideas", "coaches", "tables", "movement"];

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

/** One style sheet: imports joined, rules for classes that nothing uses taken out. */
async function style(entry, { words, beginnings }) {
  const options = { bundle: true, write: false, target: browsers, logLevel: "warning" };
  const joined = await esbuild.build({ ...options, entryPoints: [join(root, "frontend", "css", entry)] });
  const [pruned] = await new PurgeCSS().purge({
    content: [{ raw: "", extension: "none" }],
    extractors: [{ extensions: ["none"], extractor: () => words }],
    css: [{ raw: joined.outputFiles[0].text }],
    // these paint an empty required field red before anybody has typed: an error shows after sending, by --invalid
    blocklist: [/^utrecht-(textbox--html-input|textarea--html-textarea|select--html-select)$/],
    safelist: { standard: beginnings.map((beginning) => new RegExp(`^${beginning}`)) },
  });
  return pruned.css;
}

async function small(css) {
  return (await esbuild.transform(css, { loader: "css", minify: true, target: browsers })).code;
}

/** Takes the values out of :root that no style sheet asks for, also not through another value. */
function withoutUnusedValues(css, others) {
  const declared = /^\s*(--[\w-]+):([^;]*);\n?/gm;
  const asked = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name);
  const values = new Map([...css.matchAll(declared)].map(([, name, value]) => [name, value]));
  const wanted = new Set();
  const queue = asked([css.replace(/^:root\s*\{[^}]*\}/gm, ""), ...others].join("\n"));
  while (queue.length) {
    const name = queue.pop();
    if (wanted.has(name)) continue;
    wanted.add(name);
    if (values.has(name)) queue.push(...asked(values.get(name)));
  }
  return css.replace(/^:root\s*\{[^}]*\}/gm, (block) =>
    block.replace(declared, (line, name) => (wanted.has(name) ? line : "")),
  );
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

/** One script; those besides app.js are asked for only by the pages that need them. */
async function script(entry) {
  const result = await esbuild.build({
    entryPoints: [join(root, "frontend", "js", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: browsers,
    legalComments: "none",
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

/** The letters of documents, for the server: a browser loads none. */
async function fonts() {
  const files = {
    "NotoSans-Regular.ttf": "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    "NotoSans-Bold.ttf": "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
    "DejaVuSans-Regular.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    "NotoEmoji-Regular.ttf": "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
  };
  await mkdir(join(target, "fonts"), { recursive: true });
  for (const [ours, theirs] of Object.entries(files)) {
    await copyFile(join(root, "node_modules", theirs), join(target, "fonts", ours));
  }
}

async function write(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  const size = gzipSync(content, { level: 9 }).length;
  console.log(`${relative(root, path).padEnd(36)} ${String(size).padStart(7)} bytes compressed`);
}

await rm(out, { recursive: true, force: true });
const used = await classesInUse();
const [everywhere, desk] = await Promise.all(["public.css", "desk.css"].map((name) => style(name, used)));
const themes = await filesBelow(join(root, "frontend", "themes"), [".css"]);
const themeTexts = await Promise.all(themes.map((file) => readFile(file, "utf8")));
await write(join(out, "public.css"), await small(withoutUnusedValues(everywhere, [desk, ...themeTexts])));
await write(join(out, "desk.css"), await small(desk));
for (const [index, file] of themes.entries()) {
  await write(join(out, "themes", relative(join(root, "frontend", "themes"), file)), await small(themeTexts[index]));
}
for (const name of ["app.js", "ready.js", "record.js", "stack.js", "minutes.js"]) await write(join(out, name), await script(name));
for (const file of await filesBelow(join(root, "frontend", "img"), [".svg"])) {
  await write(join(out, relative(join(root, "frontend", "img"), file)), (await readFile(file, "utf8")).replace(/\s*\n\s*/g, " "));
}
await write(join(target, "icons.json"), await icons());
await fonts();
// as they are written, for the server: a municipality's colours are measured on top of them
await write(join(target, "tokens.css"), await readFile(join(root, "frontend", "css", "tokens.css"), "utf8"));
