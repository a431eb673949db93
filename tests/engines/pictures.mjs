// `make pictures`: the drawings of docs/assets/pictures on one sheet, overrides/assets/pictures.svg.
//
// `pictures.svg#map` shows the cell of one drawing alone; without a name the sheet shows the site's icon. The largest picture
// of a page has 150 pixels for 72 units, so that tenths of a unit are finer than what can be seen.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { optimize } from "svgo";

const side = 72;
const columns = 9;
const assets = new URL("../../overrides/assets/", import.meta.url);
const drawings = new URL("../../docs/assets/pictures/", import.meta.url);
// Joins are round, so that how far a pointed one may reach does not matter.
const round = {
  name: "round",
  fn: () => ({ element: { enter: (node) => void delete node.attributes["stroke-miterlimit"] } }),
};
const small = {
  multipass: true,
  floatPrecision: 1,
  plugins: [round, "preset-default", "convertStyleToAttrs", "sortAttrs"],
};

const views = [];
const cells = [
  readFileSync(new URL("icon.svg", assets), "utf8").trim().replace("<svg ", `<svg width="${side}" height="${side}" `),
];
for (const file of readdirSync(drawings)
  .filter((name) => name.endsWith(".svg"))
  .sort()) {
  const [x, y] = [(cells.length % columns) * side, Math.floor(cells.length / columns) * side];
  const drawing = readFileSync(new URL(file, drawings), "utf8");
  if (!drawing.includes(`viewBox="0 0 ${side} ${side}"`))
    throw new Error(`${file}: its viewBox has to be 0 0 ${side} ${side}.`);
  const inner = optimize(drawing, small).data.replace(/^<svg[^>]*>|<\/svg>$/g, "");
  views.push(`<view id="${basename(file, ".svg")}" viewBox="${x} ${y} ${side} ${side}"/>`);
  cells.push(`<g transform="translate(${x} ${y})">${inner}</g>`);
}
const lines = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">`,
  views.join(""),
  ...cells,
  "</svg>",
  "",
];
writeFileSync(new URL("pictures.svg", assets), lines.join("\n"));
