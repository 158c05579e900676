// Reads one drawing a line, {"name", "graph"}, and writes one line back with the graph laid out and the seconds it took.
import { createInterface } from "node:readline";
import ELK from "elkjs/lib/elk.bundled.js";

const elk = new ELK();
for await (const line of createInterface({ input: process.stdin })) {
  const { name, graph } = JSON.parse(line);
  const begin = performance.now();
  let laid = null;
  try {
    laid = await elk.layout(graph);
  } catch (error) {
    console.error(`${name}: ${error}`);
  }
  console.log(JSON.stringify({ name, seconds: (performance.now() - begin) / 1000, graph: laid }));
}
process.exit(0);
