// What the stock lunr.js finds first in an index of the open data: node lunr_answers.mjs index.json lunr_query.mjs < queries.json
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import lunr from "../engines/node_modules/lunr/lunr.js";

const [index, helper] = process.argv.slice(2);
const { searcher } = await import(pathToFileURL(helper));
const data = JSON.parse(readFileSync(index, "utf8"));
const find = searcher(lunr, data);
const stock = lunr.Index.load(data);
const scores = (results) => results.map(({ ref, score }) => [ref, score]);
const answer = (query) => ({ helped: scores(find(query)), plain: scores(stock.search(query)) });
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
