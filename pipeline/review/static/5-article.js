/* One article: source and result side by side, structure, problems, and every edit where it stands. */

const REGION = /^\/(?:sections\/(\d+)|introduction|conclusion|title|removed)/;
const ITEM = /^\/sections\/\d+(?:\/items\/\d+)+/;
const KIND = { causes: "Causes", tips: "Tips", symptoms: "Symptoms", steps: "Steps", list: "List", text: "Text" };
const ROWS = 200;

class ArticleView {
  constructor(app, article, wanted) {
    this.app = app;
    this.article = article;
    this.rows = groupRows(article.blocks, article.removed);
    this.only = "all";
    this.box = make("article.article");
    this.draw(wanted);
  }

  draw(wanted) {
    const { article } = this;
    this.grid = make("div.grid", {});
    this.status = make("div.status", {});
    this.box.replaceChildren(this.head(), make("div.columns", { "aria-hidden": "true" },
      make("span", {}, "Source"), make("span", {}, "Result")), this.grid);
    this.shown = 0;
    this.region = "";
    const at = wanted === undefined ? -1 : this.rows.findIndex((row) => row.blocks.some((b) => b.index === article.edits[wanted]?.block));
    this.more(Math.max(ROWS, at + 1));
    this.refresh();
  }

  head() {
    const { article, app } = this;
    const order = app.order();
    const at = order.indexOf(article.index);
    const step = (by, label) => {
      const to = order[at + by];
      return to === undefined ? make("span.step", { "aria-disabled": "true" }, label)
        : make("a.step", { href: linkTo(app.batch.articles[to].id) }, label);
    };
    const filter = make("select", { id: "only", on: { change: (event) => { this.only = event.target.value; this.draw(); byId("only").focus(); } } },
      [["all", "all paragraphs"], ["edits", "paragraphs with edits"], ["open", "paragraphs with open questions"]]
        .map(([value, label]) => make("option", { value, selected: value === this.only }, label)));
    return make("header.article-head", {},
      make("p.crumbs", {}, make("a", { href: "#/" }, "Overview"), make("span.id", {}, visible(clip(article.id, 120)))),
      make("h1", { tabindex: -1, dir: "auto" }, visible(clip(article.title || "Without a title", 300))),
      this.status,
      article.problems.length ? make("ul.problems", { "aria-label": "Problems" }, article.problems.map((p) =>
        make(`li.${p.severity}`, {}, make("span.badge", {}, p.severity), make("span.code", {}, p.code),
        p.block === undefined ? make("span", {}, visible(clip(p.message, 400))) : button(visible(clip(p.message, 400)), () => this.goTo(p.block), { class: "plain", title: "show the place" })))) : null,
      make("div.tools", {}, step(-1, "← Previous"), step(1, "Next →"), make("label", {}, "Show ", filter)));
  }

  /** Shows the row of a block. */
  goTo(block) {
    const at = this.rows.findIndex((row) => row.blocks.some((b) => b.index === block));
    if (at >= this.shown) this.more(at + 1 - this.shown);
    const node = this.rows[at]?.node;
    if (!node?.isConnected) return;
    node.tabIndex = -1;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
  }

  /** Adds rows; the rest waits behind a button, so that a huge article opens at once. */
  more(count) {
    const until = Math.min(this.rows.length, this.shown + count);
    for (; this.shown < until; this.shown++) {
      const row = this.rows[this.shown];
      if (!this.wanted(row)) continue;
      const banner = this.banner(row);
      if (banner) this.grid.append(banner);
      row.node = make(`div.row.${row.kind}`, {});
      if (row.depth > 1) row.node.classList.add("deep");
      this.grid.append(row.node);
      this.drawRow(row);
    }
    this.rest?.remove();
    if (this.shown < this.rows.length) {
      this.rest = make("p.rest", {}, button(`Show the next of ${plural(this.rows.length - this.shown, "paragraph")}`, () => this.more(ROWS)));
      this.box.append(this.rest);
    }
  }

  wanted(row) {
    if (this.only === "all") return true;
    const edits = row.blocks.flatMap((block) => block.edits);
    return this.only === "edits" ? edits.length > 0 : edits.some((edit) => fate(this.app.store, this.article, edit).open);
  }

  banner(row) {
    const found = REGION.exec(row.place);
    const region = found ? found[0] : "";
    if (!found || region === this.region || region === "/removed" || region === "/title") return null;
    this.region = region;
    if (found[1] === undefined) return make("h2.banner", {}, region === "/introduction" ? "Introduction" : "Conclusion");
    const [kind, promised] = this.article.sections[found[1]] || ["text", null];
    const items = Object.keys(this.article.sure).filter((place) => place.startsWith(`${region}/items/`) && place.split("/").length === 5).length;
    const counts = [items && plural(items, "item"), promised !== null && promised !== items && `${promised} promised`].filter(Boolean).join(" · ");
    return make("h2.banner", {}, make(`span.kind.${kind in KIND ? kind : "text"}`, {}, KIND[kind] || kind), make("span.count", {}, counts));
  }

  drawRow(row) {
    const { store } = this.app;
    const source = make("div.src", { dir: "auto" }), result = make("div.res", { dir: "auto" });
    for (const block of row.blocks) {
      const cls = block.kind === "label" ? "label" : "body";
      source.append(make(`span.${cls}`, {}, sourceNodes(block, row.longest)), " ");
      if (!row.removed) result.append(make(`span.${cls}`, {}, this.resultNodes(block, row.longest)), " ");
    }
    if (row.blocks.some((block) => block.text.length > row.longest)) {
      result.append(button("Show more of this paragraph", () => { row.longest += LONGEST; this.drawRow(row); }, { class: "quiet" }));
    }
    const item = ITEM.exec(row.place);
    const sure = item && row.opens ? this.article.sure[item[0]] : undefined;
    if (sure !== undefined && sure < 0.7) result.append(make("span.unsure", { title: "how sure the program is that this is an item" }, `unsure ${sure.toFixed(2)}`));
    if (row.removed) result.append(this.removedNodes(row));
    row.node.replaceChildren(source, result);
    row.sign = this.sign(row, store);
  }

  sign(row, store) {
    return JSON.stringify([row.blocks.map((b) => b.edits.map((e) => { const f = fate(store, this.article, e); return [f.becomes, f.verdict, f.entry?.left]; })),
      row.removed && !!store.entries.get(blockKey(row, this.article.id)), row.removed && !!store.entries.get(blockKey(row, null))]);
  }

  removedNodes(row) {
    const { store } = this.app;
    const reason = row.removed;
    const text = row.blocks[0].text.trim();
    const keys = [blockKey(row, this.article.id), blockKey(row, null)];
    const entry = keys.map((key) => store.entries.get(key)).find(Boolean);
    const kept = entry?.kind === "keep-block";
    const put = () => store.change([{ article: this.article.id, kind: "keep-block", text }]);
    const back = kept && make("span.kept", {}, visible(clip(text, LONGEST)));
    const box = make("div.removed.stop", { tabindex: -1, role: "group", "aria-label": `Removed: ${reason}` },
      back, make("span.reason", {}, kept ? "put back by you; the next run finds its place" : `removed · ${reason}`),
      kept ? button("Leave it out", () => store.change([], [subject(entry)]), { class: "quiet" }) : button("Put it back", put, { class: "quiet" }));
    box.stopKey = `removed-${row.blocks[0].index}`;
    box.act = { reject: put, undo: () => entry && store.change([], [subject(entry)]) };
    return box;
  }

  resultNodes(block, longest) {
    const { pieces, fates, fallen } = woven(this.app.store, this.article, block);
    const seen = new Set(), out = [];
    let shown = 0;
    for (const piece of pieces) {
      const text = piece.s.slice(0, Math.max(0, longest - shown));
      shown += piece.s.length;
      if (shown - piece.s.length > longest) continue;
      const nodes = visible(text);
      if (!piece.marks.length) out.push(...nodes);
      else out.push(this.mark(piece, nodes, fates, fallen, seen));
    }
    if (shown > longest) out.push(longer(shown - longest));
    return out;
  }

  mark(piece, nodes, fates, fallen, seen) {
    const index = piece.marks.at(-1);
    const edit = this.article.edits[index], state = fates.get(index);
    const look = fallen.has(index) ? "rejected" : state.look;
    const first = piece.marks.filter((mark) => !seen.has(mark));
    first.forEach((mark) => seen.add(mark));
    const label = `${edit.rule}: ${short(edit.before)} to ${short(state.becomes)}, ${stateOf(edit, state, fallen.has(index))}`;
    const node = make(`span.mark.${look}`, { tabindex: -1, role: "button", "aria-label": label, "aria-haspopup": "dialog" }, nodes);
    if (!piece.s) node.classList.add("gone");
    if (first.length) node.classList.add("stop");
    node.edits = piece.marks;
    node.stopKey = `edit-${index}`;
    node.act = this.acts(edit, state);
    node.card = () => this.card(piece.marks, fates, fallen);
    return node;
  }

  acts(edit, state) {
    return placeActs(this.app.store, this.article.id, edit, state);
  }

  /** What the card by a mark tells: the edits that stand there, the last one first. */
  card(marks, fates, fallen) {
    return marks.toReversed().slice(0, 4).map((index) => {
      const edit = this.article.edits[index], state = fates.get(index);
      return editCard(edit, state, fallen.has(index), this.acts(edit, state), this.app);
    });
  }

  /** After a decision: only rows that look different now are drawn again. */
  refresh() {
    const { store } = this.app;
    for (const row of this.rows.slice(0, this.shown)) {
      if (row.node?.isConnected && row.sign !== this.sign(row, store)) this.drawRow(row);
    }
    const fates = this.article.edits.map((edit) => [edit, fate(store, this.article, edit)]);
    const made = fates.filter(([, f]) => f.will).length;
    this.status.replaceChildren(make("span", {}, plural(this.article.line.words, "word")), make("span", {}, plural(made, "edit")),
      progress(progressOf(fates)));
  }
}

/** What can be done about an edit at its place. */
function placeActs(store, article, edit, state) {
  const decide = (kind, wanted) => store.change([placeEntry(article, edit, kind, wanted)]);
  const choose = (text) => (text === edit.before ? decide("reject") : decide("accept", text));
  return {
    choose,
    accept: () => decide("accept"),
    reject: () => decide("reject"),
    undo: () => { if (state.entry) store.change([], [subject(state.entry)]); else if (state.will) decide("reject"); },
  };
}

/** How many of the edits put a question, and how many of those are decided; fates: [[edit, fate]]. */
function progressOf(fates) {
  const asked = fates.filter(([edit, { verdict }]) => verdict || edit.otherwise === "suggested" || edit.otherwise === "blocked");
  return [asked.filter(([, { verdict }]) => verdict).length, asked.length];
}

/** A bar with its words: 12 of 40 decided. */
function progress([decided, asked]) {
  if (!asked) return make("span.progress", {}, "no questions");
  const text = decided === asked ? `all ${asked.toLocaleString("en")} decided` : `${decided.toLocaleString("en")} of ${asked.toLocaleString("en")} decided`;
  return make("span.progress", {}, make("progress", { max: asked, value: decided, "aria-label": text }), make("span", {}, text));
}

/** Rows of an article: a label stands with what follows it. reasons: why the removed parts were removed. */
function groupRows(blocks, reasons) {
  const rows = [];
  let held = [];
  for (const block of blocks) {
    held.push(block);
    const removed = block.place.startsWith("/removed/");
    if (block.kind === "label" && !removed) continue;
    if (removed && held.length > 1) rows.push(held.splice(0, held.length - 1));
    rows.push(held);
    held = [];
  }
  if (held.length) rows.push(held);
  let item = "";
  return rows.map((parts) => {
    const last = parts.at(-1);
    const place = last.place, removed = /^\/removed\/(\d+)/.exec(place);
    const here = ITEM.exec(place)?.[0] || "";
    const opens = here !== item;
    if (here) item = here;
    return { blocks: parts, place, longest: LONGEST, kind: rowKind(last), removed: removed ? reasons[removed[1]] || "debris" : null, opens,
      depth: (place.match(/\/items\//g) || []).length };
  });
}

const rowKind = (block) => ({ title: "title", heading: "heading", "item-title": "item-title", debris: "debris" })[block.kind] || "text";
const blockKey = (row, article) => subject({ kind: "keep-block", article, text: row.blocks[0].text.trim() });
const clip = (text, longest) => (text.length > longest ? text.slice(0, longest) + "…" : text);
const short = (text) => (text ? `“${clip(text, 60)}”` : "nothing");
const linkTo = (id, edit) => `#/article/${encodeURIComponent(id)}${edit === undefined ? "" : `/${edit}`}`;
const longer = (count) => make("span.longer", {}, `… and ${plural(count, "character")} more`);

/** The source's text, with the stretches that edits are about. */
function sourceNodes(block, longest) {
  const text = block.text.slice(0, longest);
  const edits = block.edits.filter((e) => e.whole[0] <= text.length);
  const bounds = [...new Set([0, text.length, ...edits.flatMap((e) => e.whole)])].filter((at) => at <= text.length).sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const [from, to] = [bounds[i], bounds[i + 1]];
    const over = edits.filter((e) => e.whole[0] <= from && e.whole[1] >= to);
    const nodes = visible(text.slice(from, to));
    if (over.length) {
      const node = make("span.was", {}, nodes);
      node.edits = over.map((e) => e.index);
      out.push(node);
    } else out.push(...nodes);
  }
  if (block.text.length > longest) out.push(longer(block.text.length - longest));
  return out;
}

/** What is to be known about an edit, and what can be done about it. */
function editCard(edit, state, fallen, acts, app) {
  const undoes = state.will && !state.verdict;
  const picks = choices(edit, state.verdict === "accepted" ? state.becomes : null, acts.choose);
  const single = picks.matches(".single");
  const entry = { kind: "protect", text: edit.before.trim() };
  const known = entry.text && app.store.entries.get(subject(entry));
  return make("section.edit", {},
    make("p.change", {}, side("del", edit.before), make("span.arrow", { "aria-hidden": "true" }, "→"), side("ins", state.becomes)),
    make("p.why", {}, visible(clip(edit.why, 500))),
    single ? null : picks,
    make("p.meta", {}, make("a.rule", { href: `#/rule/${encodeURIComponent(edit.rule)}` }, edit.rule),
      make(`span.state.${state.look}`, {}, stateOf(edit, state, fallen))),
    make("div.acts", {},
      button("Accept", acts.accept, { class: "accept", "aria-keyshortcuts": "a", "aria-pressed": String(state.verdict === "accepted") }),
      button(undoes ? "Undo" : "Reject", acts.reject, { class: "reject", "aria-keyshortcuts": "r", "aria-pressed": String(state.verdict === "rejected") }),
      state.entry ? button("Take back", acts.undo, { class: "quiet", "aria-keyshortcuts": "u" }) : null,
      /\p{L}/u.test(entry.text) && entry.text.length < 60 ? button(known ? "Protected" : `Protect “${clip(entry.text, 18)}”`,
        () => app.store.change(known ? [] : [entry], known ? [subject(entry)] : []), { class: "quiet" }) : null,
      single ? picks : null));
}
