/* Lists of the batch as a whole: what it suggests, what was removed, what has been decided. */

const SUGGESTED = {
  protect: ["Names to protect", "Nothing may change them, in any article.", "Protect"],
  "remove-block": ["Lines that look like advertising", "They leave the articles and stand under “removed”.", "Remove"],
  term: ["Phrases for the termbase", "Give what is meant: later runs replace the phrase.", "Add"],
  accept: ["Changes to accept everywhere", "You have accepted them again and again.", "Accept"],
  reject: ["Changes and rules to reject everywhere", "You have rejected them again and again.", "Reject"],
};

function suggestionsView(app) {
  const { suggestions } = app.batch;
  const groups = Object.entries(SUGGESTED).map(([kind, texts]) => [kind, texts, suggestions.filter((s) => s.entry.kind === kind)]);
  return make("div.suggestions", {}, make("h1", { tabindex: -1 }, "Suggestions"),
    make("p.lead", {}, "What the batch and your decisions suggest. Nothing acts by itself: what you take becomes a decision."),
    groups.some(([, , found]) => found.length) ? groups.filter(([, , found]) => found.length).map(([, [title, lead, verb], found]) => make("section.kinds", {},
      make("h2", {}, title, make("span.count", {}, ` ${found.length}`)), make("p.hint", {}, lead),
      paged(found, (one) => suggestionRow(one, verb, app), { label: title, size: 20, list: "ul.rows" }))) : make("p.empty", {}, "Nothing recurs often enough to be suggested."));
}

function suggestionRow({ entry, why, count, examples }, verb, app) {
  const { store } = app;
  const key = subject(entry);
  const name = entry.text ?? (entry.before === undefined ? entry.rule : `${clip(entry.before, 60)} → ${clip(entry.after, 60)}`);
  const node = make("li.line.stop", { tabindex: -1 });
  const draw = () => {
    const taken = store.entries.get(key);
    const field = entry.kind === "term" ? make("input", { type: "text", value: taken?.wanted || "", placeholder: "what is meant", "aria-label": `What “${clip(name, 60)}” means` }) : null;
    const take = () => {
      if (field && !field.value.trim()) { field.focus(); say("Write what is meant first"); return; }
      store.change([field ? { ...entry, wanted: field.value.trim() } : entry]);
      draw();
    };
    const drop = () => { if (store.entries.has(key)) store.change([], [key]); draw(); };
    node.act = { accept: take, reject: drop, undo: drop };
    node.replaceChildren(make("div.what", {}, make("strong", { dir: "auto" }, visible(clip(name, 200))), make("span.id", {}, why)),
      make("div.examples", {}, examples.map((text) => make("p", { dir: "auto" }, visible(clip(text, 160))))),
      make("div.acts", {}, field, taken ? button("Take back", drop, { class: "quiet" }) : button(verb, take, { class: "accept", "aria-label": `${verb} “${clip(name, 60)}”` }),
        taken ? make("span.state.accepted", {}, "decided") : make("span.count", {}, `${count} ×`)));
  };
  node.stopKey = `suggestion-${key}`;
  draw();
  return node;
}

function removedView(app) {
  const { removed } = app.batch;
  const state = { reason: "", search: "" };
  const reasons = [...new Set(removed.map(([, reason]) => reason))].sort();
  const list = make("div.list", {});
  const draw = () => {
    const found = removed.filter(([text, reason]) => (!state.reason || reason === state.reason) && text.toLowerCase().includes(state.search.toLowerCase()));
    list.replaceChildren(found.length ? paged(found, (one) => removedRow(one, app), { label: "removed texts", list: "ul.rows" }) : make("p.empty", {}, "Nothing was removed."));
  };
  const view = make("div.removedview", {}, make("h1", { tabindex: -1 }, "Removed"), make("p.lead", {}, "What isn't part of any article. Put back what is, in all articles where it stands; for one article only, do it there."),
    make("div.filters", { role: "search" }, make("input", { type: "search", id: "search", placeholder: "Removed text", "aria-label": "Search removed texts", on: { input: (event) => { state.search = event.target.value; draw(); } } }),
      make("label", {}, "Reason ", make("select", { on: { change: (event) => { state.reason = event.target.value; draw(); } } }, make("option", { value: "" }, "all"),
        reasons.map((reason) => make("option", { value: reason }, reason))))), list);
  draw();
  return view;
}

function removedRow([text, reason, count, articles], app) {
  const { store, batch } = app;
  const entry = { kind: "keep-block", text };
  const key = subject(entry);
  const node = make("li.line.stop", { tabindex: -1 });
  const draw = () => {
    const kept = store.entries.get(key)?.kind === "keep-block";
    const put = () => { store.change([entry]); draw(); };
    const leave = () => { if (kept) store.change([], [key]); draw(); };
    node.act = { accept: put, reject: leave, undo: leave };
    node.replaceChildren(make("div.what", {}, make("span.removedtext", { dir: "auto" }, visible(clip(text, 300))),
      make("span.id", {}, `${reason} · ${plural(count, "article")}: `, articles.map((index) => batch.articles[index]).filter(Boolean).slice(0, 3).map((line, at) =>
        [at ? ", " : "", make("a", { href: linkTo(line.id) }, visible(clip(line.title || line.id, 50)))]))),
    make("div.acts", {}, kept ? button("Leave it out", leave, { class: "quiet" }) : button("Put it back", put, { class: "quiet" }),
      kept ? make("span.state.accepted", {}, "put back") : null));
  };
  node.stopKey = `removed-${key}`;
  draw();
  return node;
}

const KINDS = { protect: 1, "keep-block": 1, "remove-block": 1, term: 1 };
const SCOPE = (entry) => (entry.left !== undefined ? "one place" : entry.before !== undefined ? "this change" : entry.rule ? "all of this rule" : "this text");

function decisionsView(app) {
  const { store } = app;
  const entries = [...store.entries.values()];
  const file = make("input", { type: "file", accept: ".jsonl,application/jsonl,text/plain", id: "import", on: { change: (event) => readFile(event.target, app) } });
  return make("div.decisions", {}, make("h1", { tabindex: -1 }, "Decisions"),
    make("p.lead", {}, app.config.serve ? "Saved in the decisions file as you make them. The next run applies them."
      : "Kept in this browser. Download them and lay the file beside your articles: the next run applies them."),
    make("div.tools", {}, button("Download decisions.jsonl", () => download(app), { class: "accept" }),
      make("label.file", { for: "import" }, "Add a file: ", file),
      store.changes ? button("Take back what was decided here", () => { store.change([...store.base.values()], [...store.entries.keys()].filter((key) => !store.base.has(key))); }, { class: "quiet" }) : null),
    entries.length ? paged(entries, (entry) => decisionRow(entry, app), { label: "decisions", list: "ul.rows", kept: (app.pageOfDecisions ??= {}) }) : make("p.empty", {}, "None yet. Open an article and press ? to see the keys."));
}

function decisionRow(entry, app) {
  const { store, batch } = app;
  const key = subject(entry);
  const drop = () => store.change([], [key]);
  const what = entry.before !== undefined ? make("span.change", {}, side("del", entry.before, 80), make("span.arrow", { "aria-hidden": "true" }, "→"), side("ins", entry.wanted ?? entry.after, 80))
    : make("strong", { dir: "auto" }, visible(clip(entry.text ?? entry.rule, 120)), entry.wanted ? ` → ${clip(entry.wanted, 80)}` : "");
  const known = entry.article === undefined || batch.byId.has(entry.article);
  const node = make("li.line.stop", { tabindex: -1 }, make(`span.badge.${VERDICT[entry.kind] || "accepted"}`, {}, entry.kind),
    make("div.what", {}, what, make("span.id", {}, [entry.rule, SCOPE(entry)].filter(Boolean).join(" · "), " · ",
      entry.article === undefined ? "all articles" : known ? make("a", { href: linkTo(entry.article) }, visible(clip(entry.article, 80))) : visible(clip(entry.article, 80)))),
    store.base.has(key) ? null : make("span.badge.low", {}, "new"), make("div.acts", {}, button("Take back", drop, { class: "quiet" })));
  node.stopKey = `decision-${key}`;
  node.act = { accept: () => {}, reject: drop, undo: drop };
  return node;
}

function download(app) {
  const link = make("a", { href: URL.createObjectURL(new Blob([app.store.file()], { type: "application/jsonl" })), download: "decisions.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function readFile(input, app) {
  const lines = (await input.files[0].text()).split("\n").filter((line) => line.trim());
  try {
    const entries = lines.map((line) => clean(JSON.parse(line)));
    if (!entries.every((entry) => (entry.kind in VERDICT ? typeof (entry.rule ?? entry.before) === "string" : entry.kind in KINDS && typeof entry.text === "string"))) throw new Error("a line is no decision");
    const same = ({ kind, wanted }, other) => kind === other.kind && wanted === other.wanted;
    const known = (entry) => app.store.entries.get(subject(entry));
    const fresh = entries.filter((entry) => !known(entry)), odd = entries.filter((entry) => known(entry) && !same(entry, known(entry)));
    if (fresh.length) app.store.change(fresh);
    const text = [`${plural(fresh.length, "decision")} added`, odd.length && `${plural(odd.length, "decision")} left out that contradict those made here`].filter(Boolean).join(", ");
    say(text);
    byId("saved").textContent = text;
  } catch (error) {
    say(`This file has no decisions: ${error.message}`);
    byId("saved").textContent = `This file has no decisions: ${error.message}`;
  }
}
