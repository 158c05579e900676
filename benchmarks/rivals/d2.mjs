// Reads one drawing a line, {"name", "source"}, and writes one line back with its diagram and the seconds it took.
import { createInterface } from "node:readline";
import { D2 } from "@terrastruct/d2";

const d2 = new D2();
await d2.compile("a -> b", { options: { layout: "dagre" } }); // what it costs to start is no part of a layout
for await (const line of createInterface({ input: process.stdin })) {
  const { name, source } = JSON.parse(line);
  const begin = performance.now();
  let diagram = null;
  try {
    ({ diagram } = await d2.compile(source, { options: { layout: "dagre" } }));
  } catch (error) {
    console.error(`${name}: ${error}`);
  }
  console.log(JSON.stringify({ name, seconds: (performance.now() - begin) / 1000, diagram }));
}
process.exit(0);
