/* By rule: every place where it acted or would, one by one, change by change, or all at once. */

function rulesView(app) {
  const { batch } = app;
  const families = [...new Set(batch.rules.map(([, family]) => family))].sort();
  const state = { family: "", search: "" };
  const list = make("div.list", {});
  const whole = batch.totals || ruleCounts(batch).map((rule) => rule.n);
  const draw = () => {
    const rules = ruleCounts(batch).map((rule, i) => ({ ...rule, total: whole[i] }))
      .filter((rule) => (!state.family || rule.family === state.family) && rule.id.toLowerCase().includes(state.search.toLowerCase()))
      .sort((a, b) => b.n[1] - a.n[1] || b.all - a.all || compare(a.id, b.id));
    const most = Math.max(1, ...rules.map((rule) => rule.all));
    list.replaceChildren(paged(rules, (rule) => ruleRow(rule, most, app), { label: "rules", list: "ul.rows.rules" }));
  };
  const view = make("div.rulesview", {}, make("h1", { tabindex: -1 }, "Rules"), make("p.lead", {}, "Those with open suggestions first. A rule's page has all its places, and accepts or rejects them together."),
    make("div.filters", { role: "search" },
      make("input", { type: "search", id: "search", placeholder: "Rule", "aria-label": "Search rules", on: { input: (event) => { state.search = event.target.value; draw(); } } }),
      make("label", {}, "Family ", make("select", { on: { change: (event) => { state.family = event.target.value; draw(); } } },
        make("option", { value: "" }, "all"), families.map((family) => make("option", { value: family }, family))))), legend(), list);
  draw();
  return view;
}

function ruleRow(rule, most, app) {
  const link = make("a.stop", { href: `#/rule/${encodeURIComponent(rule.id)}` }, rule.id);
  link.stopKey = `rule-${rule.id}`;
  const entry = app.store.entries.get(subject({ kind: "accept", rule: rule.id }));
  return make("li.line", {}, make("div.what", {}, link, make("span.id", {}, rule.family)), bar(parts(rule.n), most),
    make("div.notes", {}, rule.n[1] ? make("span.badge.suggested", {}, plural(rule.n[1], "suggestion")) : null,
      rule.n[2] ? make("span.badge.blocked", {}, `${rule.n[2]} blocked`) : null,
      entry ? make(`span.badge.${VERDICT[entry.kind]}`, {}, `all ${VERDICT[entry.kind]}`) : null),
    make("span.edits", {}, rule.n[0] + rule.n[3] ? plural(rule.n[0] + rule.n[3], "edit") : ""));
}

class RuleView {
  constructor(app, id) {
    this.app = app;
    this.id = id;
    this.family = (app.batch.rules.find(([rule]) => rule === id) || [id, ""])[1];
    this.outcome = "";
    this.grouped = true;
    this.pages = new Map();
    this.box = make("div.ruleview", {}, make("p.loading", { role: "status" }, "Reading the articles …"));
  }

  /** Finds the rule's places, a few articles at a time, so that the page stays awake. */
  async load() {
    const { batch } = this.app;
    const number = batch.rules.findIndex(([rule]) => rule === this.id);
    const places = [];
    let since = performance.now();
    for (const [index, line] of batch.articles.entries()) {
      if (!line.seq.some((code) => code >> 3 === number)) continue;
      const article = await batch.article(index);
      line.seq.forEach((code, i) => { if (code >> 3 === number) places.push(place(article, article.edits[i])); });
      if (performance.now() - since < 12) continue;
      this.box.firstChild.textContent = `Reading the articles … ${Math.floor((100 * index) / batch.articles.length)} %`;
      await new Promise((done) => setTimeout(done));
      if (this.app.view !== this) return;
      since = performance.now();
    }
    this.places = places;
    this.draw();
  }

  draw() {
    const { id, app } = this;
    this.tools = make("div.tools", {});
    this.list = make("div.list", {});
    const select = make("select", { on: { change: (event) => { this.outcome = event.target.value; this.pages.clear(); this.fill(); } } },
      [["", "all places"], ["open", "open"], ...OUTCOMES.map((name) => [name, name])].map(([value, label]) => make("option", { value, selected: value === this.outcome }, label)));
    const group = make("input", { type: "checkbox", checked: this.grouped, on: { change: (event) => { this.grouped = event.target.checked; this.fill(); } } });
    this.box.replaceChildren(...[
      make("p.crumbs", {}, make("a", { href: "#/rules" }, "Rules"), make("span.id", {}, this.family)),
      make("h1", { tabindex: -1 }, id), this.places.length ? make("p.lead", {}, visible(clip(this.places[0].edit.why, 300))) : null,
      app.batch.part[1] > 1 ? make("p.note", {}, `The places of this page's articles; this is part ${app.batch.part[0]} of ${app.batch.part[1]}.`) : null,
      this.tools, make("div.filters", {}, make("label", {}, "Show ", select), make("label.check", {}, group, " equal changes together")), this.list].filter(Boolean));
    this.fill();
  }

  /** The buttons for all places at once. */
  bulk() {
    const { store } = this.app;
    const entry = store.entries.get(subject({ kind: "accept", rule: this.id }));
    const fates = this.places.map(({ article, edit }) => [edit, fate(store, article, edit)]);
    const toggle = (kind) => (entry?.kind === kind ? store.change([], [subject(entry)]) : store.change([{ kind, rule: this.id }]));
    this.tools.replaceChildren(
      button("Accept all", () => toggle("accept"), { class: "accept", "aria-pressed": String(entry?.kind === "accept") }),
      button("Reject all", () => toggle("reject"), { class: "reject", "aria-pressed": String(entry?.kind === "reject") }),
      make("span.hint", { role: "status" }, entry ? `Everything this rule proposes is ${VERDICT[entry.kind]}, except where you decided about a place. Press again to take it back.`
        : `${plural(this.places.length, "place")}. “All” holds for later runs too; what a guard blocked is accepted only place by place.`),
      progress(progressOf(fates)));
    return fates;
  }

  fill() {
    const fates = this.bulk();
    const found = this.places.filter((_, at) => !this.outcome || (this.outcome === "open" ? fates[at][1].open : fates[at][1].look === this.outcome));
    const groups = new Map();
    for (const one of found) {
      const key = JSON.stringify([one.edit.before, one.edit.offered]);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(one);
    }
    const all = [...groups.values()].sort((a, b) => b.length - a.length);
    this.list.replaceChildren(!found.length ? make("p.empty", {}, "Nothing here.")
      : this.grouped ? paged(all, (places) => this.group(places, all.length < 4), { label: "changes", size: 20, list: "ul.groups", kept: this.page("groups") })
        : paged(found, (one) => this.placeRow(one), { label: "places", list: "ul.rows.places", kept: this.page("places") }));
  }

  /** What remembers the page of one of the lists. */
  page(key) {
    if (!this.pages.has(key)) this.pages.set(key, {});
    return this.pages.get(key);
  }

  group(places, open) {
    const { store } = this.app;
    const { before, offered } = places[0].edit;
    const change = { ...places[0].edit, around: null, options: [...new Set(places.slice(0, 200).flatMap((one) => optionsOf(one.edit)))] };
    const key = subject({ kind: "accept", ...changeEntry(change) });
    const entry = store.entries.get(key);
    const toggle = (kind) => (entry?.kind === kind ? store.change([], [key]) : store.change([{ kind, ...changeEntry(change) }]));
    const choose = (text) => store.change([text === before ? { kind: "reject", ...changeEntry(change) } : { kind: "accept", ...changeEntry(change, text) }]);
    const current = entry?.kind === "accept" ? becomes(entry, change) : null;
    const rows = make("div", {});
    const fill = () => rows.replaceChildren(paged(places, (one) => this.placeRow(one), { label: "places", size: 10, list: "ul.rows.places", kept: this.page(key) }));
    const details = make("details", { open: open || this.opened?.has(key), on: { toggle: (event) => {
      if (event.target.open) { (this.opened ??= new Set()).add(key); if (!rows.firstChild) fill(); } else this.opened?.delete(key);
    } } }, make("summary", {}, make("span.change", {}, side("del", before, 80), make("span.arrow", { "aria-hidden": "true" }, "→"), side("ins", current ?? offered, 80)),
      make("span.count", {}, ` ${plural(places.length, "place")}`)), choices(change, current, choose), rows);
    if (details.open) fill();
    const node = make("div.group.stop", { tabindex: -1, role: "group", "aria-label": `${short(before)} to ${short(offered)}, ${plural(places.length, "place")}` }, details,
      make("div.acts", {}, button("Accept each", () => toggle("accept"), { class: "accept", "aria-pressed": String(entry?.kind === "accept") }),
        button("Reject each", () => toggle("reject"), { class: "reject", "aria-pressed": String(entry?.kind === "reject") })));
    node.stopKey = `group-${key}`;
    node.act = { choose, accept: () => toggle("accept"), reject: () => toggle("reject"), undo: () => entry && store.change([], [key]) };
    return make("li", {}, node);
  }

  placeRow({ article, edit }) {
    const { store } = this.app;
    const state = fate(store, article, edit);
    const source = article.blocks[edit.block].text;
    const [from, to] = edit.whole;
    const left = source.slice(Math.max(0, from - 90), from).replace(from > 90 ? /^\S{0,20}\s/ : "", "");
    const right = source.slice(to, to + 90).replace(to + 90 < source.length ? /\s\S{0,20}$/ : "", "");
    const acts = placeActs(store, article.id, edit, state);
    const node = make(`li.place.stop.${state.look}`, { tabindex: -1 },
      make("p.context", { dir: "auto" }, from > 90 ? "…" : "", visible(left), side("del", edit.before, 120), " ", side("ins", state.becomes, 120), visible(right), to + 90 < source.length ? "…" : ""),
      make("div.meta", {}, make("a", { href: linkTo(article.id, edit.index) }, visible(clip(article.title || article.id, 80))), make(`span.state.${state.look}`, {}, stateOf(edit, state, false)),
        choices(edit, state.verdict === "accepted" ? state.becomes : null, acts.choose)),
      make("div.acts", {}, button("Accept", acts.accept, { class: "accept", "aria-pressed": String(state.verdict === "accepted") }),
        button(state.will && !state.verdict ? "Undo" : "Reject", acts.reject, { class: "reject", "aria-pressed": String(state.verdict === "rejected") }),
        state.entry ? button("Take back", acts.undo, { class: "quiet" }) : null));
    node.stopKey = `place-${article.id}-${edit.index}`;
    node.act = acts;
    return node;
  }

  refresh() {
    if (this.places) this.fill();
  }
}

const place = (article, edit) => ({ article: { id: article.id, title: article.title, blocks: article.blocks }, edit });
