// Draws the table of neighbours as a graph: the thing in the middle, its relations around it, what they lead to outside.
// The table says the same and more, so the drawing is hidden from screen readers and out of the order of the keyboard.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationNodeDatum } from "d3-force";

const SVG = "http://www.w3.org/2000/svg";
const LONGEST = 30;

interface Thing extends SimulationNodeDatum {
  label: string;
  kind: string;
  href?: string;
  title: string;
}
interface Edge {
  source: Thing;
  target: Thing;
}

/** Reads the things and their connections from the page, at most so many of each relation. */
function read(most: number): { things: Thing[]; edges: Edge[] } {
  const heading = document.querySelector<HTMLElement>("[data-centre]")!;
  const middle: Thing = { label: heading.textContent!, kind: heading.dataset.centre!, title: heading.textContent!, fx: 0, fy: 0 };
  const [things, edges]: [Thing[], Edge[]] = [[middle], []];
  document.querySelectorAll<HTMLElement>("[data-relation]").forEach((group) => {
    const words = `${group.dataset.relation} (${group.dataset.total})`;
    const relation: Thing = { label: words, kind: "relation", title: words };
    things.push(relation);
    edges.push({ source: middle, target: relation });
    [...group.querySelectorAll<HTMLElement>("[data-kind]")].slice(0, most).forEach((row) => {
      const link = row.querySelector("a")!;
      const thing = { label: link.textContent!, kind: row.dataset.kind!, href: link.getAttribute("href")!, title: link.textContent! };
      things.push(thing);
      edges.push({ source: relation, target: thing });
    });
  });
  return { things, edges };
}

/** Finds a place for each thing, all at once: nothing moves on the page. What lies outside of the box is drawn in. */
function place(things: Thing[], edges: Edge[], wide: number, high: number): void {
  const unit = Math.min(wide, high);
  forceSimulation(things)
    .force("links", forceLink<Thing, Edge>(edges).distance((edge) => (edge.target.kind === "relation" ? unit / 3.6 : unit / 6.5)).strength(0.6))
    .force("apart", forceManyBody().strength(-unit))
    .force("room", forceCollide(unit / 27))
    .force("x", forceX(0).strength(0.04))
    .force("y", forceY(0).strength((0.07 * wide) / high))
    .stop()
    .tick(300);
  fit(things, "x", wide / 2 - (wide > 600 ? 190 : 20));
  fit(things, "y", high / 2 - 26);
}

/** Scales the places along one axis so that the farthest is at the edge. */
function fit(things: Thing[], axis: "x" | "y", room: number): void {
  const farthest = Math.max(...things.map((thing) => Math.abs(thing[axis]!)), 1);
  for (const thing of things) thing[axis] = thing[axis]! * Math.min(room / farthest, 1.5);
}

function element(name: string, attributes: Record<string, string | number>, inside: Element): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  inside.append(made);
  return made;
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : text.slice(0, LONGEST).trimEnd() + " …";
}

function draw(box: HTMLElement): void {
  const [wide, high] = [box.clientWidth, box.clientHeight];
  const { things, edges } = read(wide > 600 ? 10 : 5);
  place(things, edges, wide, high);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `${-wide / 2} ${-high / 2} ${wide} ${high}`);
  for (const { source, target } of edges)
    element("line", { x1: source.x!, y1: source.y!, x2: target.x!, y2: target.y! }, svg);
  const crowded = things.length > (wide > 600 ? 32 : 12);
  for (const thing of things) mark(thing, svg, crowded && thing.kind !== "relation" && thing !== things[0], wide);
  box.replaceChildren(svg);
}

function mark(thing: Thing, svg: Element, quiet: boolean, wide: number): void {
  const around = element("a", { class: `app-graph__thing app-graph__thing--${thing.kind}`, tabindex: -1 }, svg);
  if (thing.href) around.setAttribute("href", thing.href);
  element("title", {}, around).textContent = thing.title;
  element("circle", { cx: thing.x!, cy: thing.y!, r: thing.fx === 0 ? 11 : thing.kind === "relation" ? 3 : 7 }, around);
  if (quiet) return;
  const relation = thing.kind === "relation";
  const edge = Math.abs(thing.x!) > wide / 4;
  const inside = thing.fx === 0 || (!edge && (relation || Math.abs(thing.x!) < wide / 12));
  const left = relation ? thing.x! > 0 : wide > 600 ? thing.x! < 0 : thing.x! > 0;
  const [x, anchor] = inside ? [thing.x!, "middle"] : [thing.x! + (left ? -11 : 11), left ? "end" : "start"];
  const words = { x, y: thing.y! + (thing.fx === 0 ? 28 : relation ? -8 : inside ? 22 : 4), "text-anchor": anchor };
  element("text", words, around).textContent = relation ? thing.label : shortened(thing.label);
}

const box = document.querySelector<HTMLElement>(".app-graph");
if (box) {
  draw(box);
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - width) < 40) return;
    width = box.clientWidth;
    draw(box);
  }).observe(box);
}
