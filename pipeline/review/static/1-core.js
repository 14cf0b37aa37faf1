/* Small tools: elements, packed data, text that may be hostile. Nothing here writes markup: text goes in as text. */

const SVG = "http://www.w3.org/2000/svg";
const OUTCOMES = ["applied", "suggested", "blocked", "accepted", "rejected"];
const SEVERITIES = ["info", "warning", "error"];
const PAGE = 50;
const LONGEST = 20000;

/** An element: `make("a.link", {href: "#/"}, "text", child)`; "svg:" before the name makes an SVG element. */
function make(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  if (classes.length) node.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "style") for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const byId = (id) => document.getElementById(id);
const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** A button that does something when pressed. */
function button(label, act, attributes) {
  return make("button", { type: "button", ...attributes, on: { click: act } }, label);
}

/** Data that the page carries packed (base64 of gzip of JSON). */
async function unpack(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent.trim()), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const NAMES = { "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE",
  "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI",
  "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM", "\u00ad": "SHY", "\u0000": "NUL", "\r": "CR" };

/** Text as nodes, with characters that can't be seen, or that turn the line round, shown by their names. */
function visible(text) {
  if (!CONTROL.test(text)) return [text];
  const out = [];
  let plain = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\r" && text[at + 1] === "\n") continue;
    if (!CONTROL.test(char) || out.length > 4000) {
      plain += CONTROL.test(char) ? "\ufffd" : char;
      continue;
    }
    if (plain) out.push(plain);
    plain = "";
    const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    out.push(make("span.control", { title: `character U+${code}` }, NAMES[char] || `U+${code}`));
  }
  if (plain) out.push(plain);
  return out;
}

/** A change's side as nodes: spaces at its ends and line breaks can be seen, nothing is shown as a word. */
function side(name, text, longest = 240) {
  const label = name === "ins" ? "becomes" : "instead of";
  const cut = text.length > longest ? text.slice(0, longest) + "…" : text;
  if (!cut) return make(`${name}.nothing`, { "aria-label": "nothing" }, "∅");
  const shown = cut.replace(/^ +| +$/g, (gap) => "\u2423".repeat(gap.length)).replace(/\n/g, "↵");
  return make(name, { "aria-label": `${label} ${cut}` }, visible(shown));
}

/** The first or last `count` code points of a text; a pair of surrogates is never cut. */
function points(text, count, fromEnd) {
  const near = fromEnd ? text.slice(-2 * count - 1) : text.slice(0, 2 * count + 1);
  const chars = Array.from(near);
  if (fromEnd && near.length < text.length && /^[\udc00-\udfff]/.test(near)) chars.shift();
  return (fromEnd ? chars.slice(-count) : chars.slice(0, count)).join("");
}

/** A list in pages: `row(entry)` gives an element; the pager says where one is. kept: an object that remembers the page. */
function paged(entries, row, { label, size = PAGE, list = "ul.rows", kept = {} }) {
  const box = make("div.paged");
  const show = (page, focus) => {
    const pages = Math.max(1, Math.ceil(entries.length / size));
    page = kept.page = Math.min(page, pages - 1);
    const part = entries.slice(page * size, (page + 1) * size);
    const pager = pages > 1 && make("nav.pager", { "aria-label": `Pages of ${label}` },
      button("Earlier", () => show(page - 1, true), { disabled: page === 0 }),
      make("span", {}, `${page * size + 1}–${page * size + part.length} of ${entries.length.toLocaleString("en")}`),
      button("Later", () => show(page + 1, true), { disabled: page === pages - 1 }));
    if (!entries.length) { box.replaceChildren(make("p.empty", {}, `No ${label}.`)); return; }
    box.replaceChildren(make(list, { "aria-label": label }, part.map(row)), ...(pager ? [pager] : []));
    if (focus) { box.scrollIntoView({ block: "start" }); box.querySelector("a, button")?.focus(); }
  };
  show(kept.page || 0, false);
  return box;
}

/** Says something to people who listen instead of looking. */
function say(text) {
  byId("said").textContent = text;
}
