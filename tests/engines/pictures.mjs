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
// All ends and joins are round: said once, on the sheet. How far a pointed join may reach does not matter then.
const ends = ["stroke-linecap", "stroke-linejoin"];
const round = {
  name: "round",
  fn: () => ({
    element: {
      enter: (node) => {
        for (const name of ["stroke-miterlimit", ...ends]) delete node.attributes[name];
      },
    },
  }),
};
const small = {
  multipass: true,
  floatPrecision: 1,
  plugins: ["convertStyleToAttrs", round, "preset-default", "convertStyleToAttrs", round, "sortAttrs"],
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
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" ${ends.map((name) => `${name}="round"`).join(" ")}>`,
  views.join(""),
  ...cells,
  "</svg>",
  "",
];
writeFileSync(new URL("pictures.svg", assets), lines.join("\n"));
