// Builds static/ from assets/: one style sheet, one script, the typeface and the icon. Nothing built is committed.
import { copyFile, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { compile } from "sass";

const modules = "node_modules";
const font = `${modules}/@fontsource-variable/source-sans-3`;

await rm("static", { recursive: true, force: true });
await mkdir("static/fonts", { recursive: true });

// `charset: false`: a byte-order mark before compressed output would void its first rule.
const { css } = compile("assets/main.scss", {
  loadPaths: [modules],
  style: "compressed",
  charset: false,
  quietDeps: true,
});
await writeFile("static/main.css", css);

await build({
  entryPoints: ["assets/main.ts", "assets/graph.ts", "assets/sparql.ts"],
  outdir: "static",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "linked",
  logLevel: "warning",
});

for (const subset of ["latin", "latin-ext"]) {
  const name = `source-sans-3-${subset}-wght-normal.woff2`;
  await copyFile(`${font}/files/${name}`, `static/fonts/${name}`);
}
await copyFile(`${font}/LICENSE`, "static/fonts/LICENSE");
await copyFile(`${modules}/govuk-frontend/LICENSE.txt`, "static/LICENSE.govuk-frontend.txt").catch(() => {});
await cp("assets/images", "static/images", { recursive: true });
