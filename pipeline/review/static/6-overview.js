/* The batch at a glance: pictures, problems, and its articles by need of attention. */

const SORTS = {
  attention: ["need of attention", (a, b) => b.score - a.score || compare(a.id, b.id)],
  name: ["name", (a, b) => compare(a.id, b.id)],
  suggestions: ["suggestions", (a, b) => b.counts[1] - a.counts[1] || compare(a.id, b.id)],
  rate: ["edits per 100 words", (a, b) => b.rate - a.rate || compare(a.id, b.id)],
  sure: ["least sure", (a, b) => a.sure - b.sure || compare(a.id, b.id)],
};
const SHOWN = {
  all: ["all articles", () => true],
  review: ["that need review", (line) => line.review],
  suggestions: ["with suggestions", (line) => line.counts[1] > 0],
  blocked: ["with blocked edits", (line) => line.counts[2] > 0],
  open: ["with open questions", (line) => (line.tally ? line.tally[0] < line.tally[1] : line.counts[1] + line.counts[2] > 0)],
  decided: ["with decisions", (line, app) => app.decided.has(line.id)],
};
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function overview(app) {
  const { batch, state } = app;
  for (const line of batch.articles) batch.counts(line);
  app.decided = new Set([...app.store.entries.values()].map((entry) => entry.article).filter(Boolean));
  const list = make("div.list", {}), kept = {};
  const count = make("p.found", { role: "status" });
  const draw = () => {
    const found = filtered(app);
    app.current = found.map((line) => batch.byId.get(line.id));
    count.textContent = `${plural(found.length, "article")} ${found.length === batch.articles.length ? "" : "found"}`;
    list.replaceChildren(paged(found, (line) => articleRow(line, app), { label: "articles", list: "ul.rows.articles", kept }));
  };
  const choose = (name, label, options) => make("label", {}, label, make("select", { name, on: { change: (event) => { state[name] = event.target.value; draw(); } } },
    Object.entries(options).map(([value, [text]]) => make("option", { value, selected: state[name] === value }, text))));
  const search = make("input", { type: "search", id: "search", placeholder: "Title, path or problem", value: state.search, "aria-label": "Search articles",
    on: { input: (event) => { state.search = event.target.value; draw(); } } });
  const pick = (code) => { state.code = state.code === code ? "" : code; app.draw(); };
  const box = make("div.overview", {}, make("h1.unseen", { tabindex: -1 }, "Overview"), figures(app), tally(app, draw),
    make("div.pictures", {}, rulesPicture(app), ratePicture(app), problemsPicture(app, pick)),
    batch.quarantined.length ? quarantine(batch.quarantined) : null,
    make("section.finder", {}, make("h2", {}, "Articles"),
      make("div.filters", { role: "search" }, search, choose("shown", "Show ", SHOWN), choose("sort", "by ", SORTS),
        state.code ? button(`${state.code} ✕`, () => pick(state.code), { class: "chip", "aria-label": `No longer only ${state.code}` }) : null, count), list));
  draw();
  return box;
}

function filtered(app) {
  const { batch, state } = app;
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const keep = SHOWN[state.shown][1];
  return batch.articles.filter((line) => {
    if (!keep(line, app) || (state.code && !line.problems.some(([code]) => batch.codes[code] === state.code))) return false;
    line.haystack ??= [line.id, line.title || "", ...line.problems.map(([code]) => batch.codes[code])].join("\n").toLowerCase();
    return words.every((word) => line.haystack.includes(word));
  }).sort(SORTS[state.sort][1]);
}

function articleRow(line, app) {
  const worst = Math.max(-1, ...line.problems.map(([, severity]) => severity));
  const notes = [
    line.problems.length && make(`span.badge.${SEVERITIES[worst]}`, {}, line.problems.length === 1 ? app.batch.codes[line.problems[0][0]] : plural(line.problems.length, "problem")),
    line.counts[1] && make("span.badge.suggested", {}, plural(line.counts[1], "suggestion")),
    line.counts[2] && make("span.badge.blocked", {}, `${line.counts[2]} blocked`),
    line.sure < 0.5 && make("span.badge.low", {}, `unsure ${line.sure.toFixed(2)}`),
    line.tally?.[0] ? make("span.badge.accepted", {}, line.tally[0] === line.tally[1] ? `all ${line.tally[1]} decided` : `${line.tally[0]} of ${line.tally[1]} decided`)
      : app.decided.has(line.id) && make("span.badge.accepted", {}, "decided"),
  ].filter(Boolean);
  const link = make("a.stop", { href: linkTo(line.id), dir: "auto" }, visible(clip(line.title || line.id, 160)));
  link.stopKey = `article-${line.id}`;
  return make("li.line", {}, make("div.what", {}, link, make("span.id", {}, visible(clip(line.id, 120)))),
    make("div.notes", {}, notes), make("span.edits", {}, line.counts[0] + line.counts[3] ? plural(line.counts[0] + line.counts[3], "edit") : ""));
}

function figures({ batch }) {
  const totals = [0, 1, 2, 3, 4].map((n) => sum(batch.articles.map((line) => line.counts[n])));
  const figure = (number, label, cls) => make(`div.figure${cls ? "." + cls : ""}`, {}, make("span.number", {}, number.toLocaleString("en")), make("span.name", {}, label));
  return make("div.figures", {}, figure(batch.articles.length, "articles"),
    figure(batch.articles.filter((line) => line.review).length, "need review", "attention"),
    figure(totals[0] + totals[3], "edits made"), figure(totals[1], "suggestions"), figure(totals[2], "blocked"),
    batch.quarantined.length ? figure(batch.quarantined.length, "in quarantine", "attention") : null);
}

/** How far the review is: counted article by article when nothing else is to be done, then kept until a decision. */
function tally(app, draw) {
  const { batch, store } = app;
  const box = make("div.tally", {});
  const lines = batch.articles;
  const show = (counted) => {
    const all = [0, 1].map((n) => sum(lines.map((line) => line.tally?.[n] || 0)));
    box.replaceChildren(counted < lines.length ? make("span.progress", {}, `counting … ${Math.floor((100 * counted) / lines.length)} %`) : progress(all));
  };
  const count = async () => {
    let since = performance.now(), news = false;
    for (const [index, line] of lines.entries()) {
      if (line.tally) continue;
      if (performance.now() - since > 10) {
        show(index);
        await idle();
        if (!box.isConnected) return;
        since = performance.now();
      }
      const article = line.counts[1] + line.counts[2] + line.counts[3] + line.counts[4] || store.entries.size ? await batch.article(index) : null;
      line.tally = article ? progressOf(article.edits.map((edit) => [edit, fate(store, article, edit)])) : [0, 0];
      news ||= line.tally[0] > 0;
    }
    show(lines.length);
    if (news) draw();
  };
  show(lines.filter((line) => line.tally).length);
  setTimeout(() => { if (box.isConnected) count(); }, 400);
  return box;
}

const idle = () => new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 500 }) : setTimeout(done, 30)));

const box = (title, ...children) => make("section.picture", {}, make("h2", {}, title), ...children);

/** A bar of parts: [[class, length]] of a whole. */
function bar(parts, whole) {
  let at = 0;
  const rects = parts.filter(([, length]) => length).map(([cls, length]) => {
    const rect = make(`svg:rect.${cls}`, { x: (200 * at) / whole, y: 0, width: Math.max(0.8, (200 * length) / whole), height: 8 });
    at += length;
    return rect;
  });
  return make("svg:svg.bar", { viewBox: "0 0 200 8", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, rects);
}

function rulesPicture({ batch }) {
  const counts = ruleCounts(batch).filter((rule) => rule.all).sort((a, b) => b.all - a.all);
  const most = counts[0]?.all || 1;
  return box("Edits by rule", counts.length ? make("ul.bars", {}, counts.slice(0, 9).map((rule) => make("li", {},
    make("a", { href: `#/rule/${encodeURIComponent(rule.id)}` }, rule.id), bar(parts(rule.n), most), make("span.count", {}, rule.all.toLocaleString("en"))))) : make("p.empty", {}, "No edits."),
  legend(), make("p", {}, make("a", { href: "#/rules" }, `All ${plural(counts.length, "rule")}`)));
}

const parts = (n) => [["applied", n[0] + n[3]], ["suggested", n[1]], ["blocked", n[2] + n[4]]];
const legend = () => make("p.legend", {}, ["applied", "suggested", "blocked"].map((name) => make("span", {},
  make("svg:svg.key", { viewBox: "0 0 8 8", "aria-hidden": "true" }, make(`svg:rect.${name}`, { width: 8, height: 8, rx: 2 })), name)));

/** What each rule did in the articles of this page. */
function ruleCounts(batch) {
  if (!batch.ruleTable) {
    batch.ruleTable = batch.rules.map(([id, family]) => ({ id, family, n: [0, 0, 0, 0, 0], all: 0 }));
    for (const line of batch.articles) for (const code of line.seq) batch.ruleTable[code >> 3].n[code % 8]++;
    for (const rule of batch.ruleTable) rule.all = sum(rule.n);
  }
  return batch.ruleTable;
}

/** How many articles have how many edits per 100 words. */
function ratePicture({ batch }) {
  const top = Math.max(1, ...batch.articles.map((line) => line.rate));
  const wide = [0.5, 1, 2, 5, 10, 20, 50].find((step) => top / step <= 16) || Math.ceil(top / 16);
  const bins = Array.from({ length: Math.floor(top / wide) + 1 }, () => [0, 0]);
  for (const line of batch.articles) bins[Math.floor(line.rate / wide)][line.review ? 1 : 0]++;
  const high = Math.max(1, ...bins.map(sum));
  const width = 320 / bins.length;
  const bars = bins.flatMap(([fine, review], i) => {
    const a = (110 * fine) / high, b = (110 * review) / high, x = i * width + 1, w = Math.max(1, width - 2);
    return [fine && make("svg:rect.fine", { x, y: 120 - a, width: w, height: a }), review && make("svg:rect.review", { x, y: 120 - a - b, width: w, height: b })];
  });
  const ticks = bins.map((_, i) => i).filter((i) => i % Math.ceil(bins.length / 5) === 0);
  const label = `Most articles have ${bins.findIndex((bin) => sum(bin) === high) * wide} or more edits per 100 words; the most is ${top.toFixed(1)}.`;
  return box("Edits per 100 words", make("svg:svg.histogram", { viewBox: "0 0 320 140", role: "img", "aria-label": label }, bars,
    make("svg:line.axis", { x1: 0, x2: 320, y1: 120.5, y2: 120.5 }),
    ticks.map((i) => make("svg:text", { x: i * width + 1, y: 135 }, `${+(i * wide).toFixed(1)}`))),
  make("p.legend", {}, [["fine", "articles"], ["review", "that need review"]].map(([cls, name]) => make("span", {},
    make("svg:svg.key", { viewBox: "0 0 8 8", "aria-hidden": "true" }, make(`svg:rect.${cls}`, { width: 8, height: 8, rx: 2 })), name))));
}

function problemsPicture({ batch, state }, pick) {
  const counts = new Map();
  for (const line of batch.articles) for (const [code, severity] of line.problems) {
    const found = counts.get(code) || { code: batch.codes[code], severity, count: 0 };
    found.count++;
    found.severity = Math.max(found.severity, severity);
    counts.set(code, found);
  }
  const rows = [...counts.values()].sort((a, b) => b.severity - a.severity || b.count - a.count);
  const most = Math.max(1, ...rows.map((row) => row.count));
  return box("Problems", rows.length ? make("ul.bars", {}, rows.slice(0, 12).map((row) => make("li", {},
    button(row.code, () => pick(row.code), { class: "plain", "aria-pressed": String(state.code === row.code), title: "show only these articles" }),
    bar([[SEVERITIES[row.severity], row.count]], most), make("span.count", {}, row.count.toLocaleString("en"))))) : make("p.empty", {}, "None: every article is whole."));
}

function quarantine(entries) {
  return make("details.quarantine", {}, make("summary", {}, `${plural(entries.length, "article")} could not be cleaned`),
    make("ul", {}, entries.slice(0, 200).map(([path, cause, message]) => make("li", {},
      make("span.id", {}, visible(clip(path, 160))), make("span.badge.error", {}, cause), make("span", {}, visible(clip(message, 400)))))));
}
