/* The page: where one is, the keys, the card beside an edit. */

class App {
  constructor(config, batch) {
    this.config = config;
    this.batch = new Batch(batch);
    this.store = new Store(config, batch.decisions);
    this.store.listeners.push((step) => this.changed(step));
    this.state = { search: "", shown: "all", sort: "attention", code: "" };
    this.main = byId("main");
    this.card = byId("card");
    this.current = null;
    addEventListener("hashchange", () => this.draw(true));
    document.addEventListener("keydown", (event) => this.key(event));
    this.main.addEventListener("focusin", (event) => this.focused(event.target));
    this.main.addEventListener("mouseover", (event) => this.hovered(event));
    this.main.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("pointerdown", (event) => { if (!event.target.closest("#card, .mark")) this.hide(); });
    addEventListener("resize", () => this.hide());
    byId("help-button").addEventListener("click", () => byId("help").showModal());
    byId("help-close").addEventListener("click", () => byId("help").close());
    byId("undo").addEventListener("click", () => this.store.back());
    byId("theme").addEventListener("click", () => this.theme());
    byId("save").addEventListener("click", () => download(this));
    if (config.serve) {
      byId("save").hidden = true;
      addEventListener("focus", () => this.catchUp());
      document.addEventListener("visibilitychange", () => { if (!document.hidden) this.catchUp(); });
    }
    this.saved();
    this.draw(false);
  }

  /** Others may have decided in the same file meanwhile. */
  async catchUp() {
    await this.store.waiting;
    const steps = this.store.steps;
    const answer = await fetch("decisions").catch(() => null);
    if (!answer?.ok) return;
    const entries = await answer.json();
    if (steps === this.store.steps && this.store.take(entries)) say("Decisions of others are shown");
  }

  /** Articles in the order of the list that one came from. */
  order() {
    this.current ??= [...this.batch.articles].sort((a, b) => b.score - a.score || compare(a.id, b.id)).map((line) => this.batch.byId.get(line.id));
    return this.current;
  }

  async draw(focus) {
    const [, name, first, second] = location.hash.split("/");
    const turn = (this.turn = (this.turn || 0) + 1);
    this.hide();
    this.view = null;
    let box;
    if (name === "article") box = await this.article(decodeURIComponent(first || ""), second);
    else if (name === "rule") {
      this.view = new RuleView(this, decodeURIComponent(first || ""));
      box = this.view.box;
    } else box = ({ rules: rulesView, suggestions: suggestionsView, removed: removedView, decisions: decisionsView }[name] || overview)(this);
    if (turn !== this.turn) return;
    this.main.replaceChildren(box);
    for (const link of document.querySelectorAll("header nav a")) {
      const here = link.hash === `#/${{ rule: "rules", article: "" }[name] ?? name ?? ""}`;
      if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      if (here) link.parentElement.scrollLeft = link.offsetLeft - 60;
    }
    if (this.view?.load) await this.view.load();
    if (turn !== this.turn || !focus) return;
    window.scrollTo(0, 0);
    const wanted = second !== undefined && this.stop(`edit-${second}`, +second);
    if (wanted) { wanted.scrollIntoView({ block: "center" }); wanted.focus({ preventScroll: true }); }
    else this.main.querySelector("h1")?.focus({ preventScroll: true });
  }

  async article(id, edit) {
    const index = this.batch.byId.get(id);
    if (index === undefined) return make("div", {}, make("h1", { tabindex: -1 }, "Not in this page"), make("p.empty", {}, "The article isn't in this part of the batch."));
    this.view = new ArticleView(this, await this.batch.article(index), edit === undefined ? undefined : +edit);
    return this.view.box;
  }

  /** After a decision: what shows it is drawn again, and the focus stays where it was. */
  changed(step) {
    if (step) this.toast(step);
    this.recount(step);
    const held = document.activeElement?.closest?.(".stop");
    const place = held ? [...this.main.querySelectorAll(".stop")].indexOf(held) : -1;
    const key = held?.stopKey, edits = held?.edits;
    const scroll = window.scrollY;
    const open = !this.card.hidden && this.anchor;
    if (this.view) this.view.refresh?.();
    else if (location.hash.startsWith("#/decisions")) this.main.replaceChildren(decisionsView(this));
    this.saved();
    const next = () => [...this.main.querySelectorAll(".stop")].slice(0, place + 1).at(-1);
    const again = open ? this.stop(open.stopKey, open.edits?.at(-1)) : key && (this.stop(key, edits?.at(-1)) || next());
    if (again && (key || open)) {
      if (again !== document.activeElement && !this.card.contains(document.activeElement)) again.focus({ preventScroll: true });
      if (again.card) this.show(again);
      if (document.activeElement === document.body) again.focus({ preventScroll: true });
    }
    window.scrollTo(0, scroll);
  }

  /** What a step touches is counted again when the overview is shown. */
  recount(step) {
    const owners = step ? [...step.add, ...step.remove].map((entry) => entry.article) : [];
    if (owners.every((owner) => owner !== undefined)) for (const owner of owners) delete this.batch.articles[this.batch.byId.get(owner)]?.tally;
    else for (const line of this.batch.articles) delete line.tally;
  }

  /** The element of a stop; an edit that is overwritten has its place in the edit above it. */
  stop(key, edit) {
    const stops = [...this.main.querySelectorAll(".stop")];
    return stops.find((node) => node.stopKey === key) || stops.find((node) => edit !== undefined && node.edits?.includes(edit));
  }

  /** Says what was just decided, for a while, with the way back. */
  toast({ add, remove, reversed }) {
    clearTimeout(this.fading);
    byId("said").textContent = byId("told").textContent = reversed ? "Last step reversed" : told(add, remove);
    byId("undo").hidden = reversed;
    byId("toast").hidden = false;
    this.fading = setTimeout(() => { byId("toast").hidden = true; }, 8000);
  }

  saved() {
    const { store, config } = this;
    const count = store.changes;
    byId("count").textContent = store.entries.size ? String(store.entries.size) : "";
    byId("saved").textContent = store.failed || (config.serve ? "Saved as you decide" : count ? `${count} not in the file yet` : "");
    byId("saved").classList.toggle("failed", Boolean(store.failed));
    byId("save").disabled = !store.entries.size;
  }

  // ---- the card beside an edit

  show(mark) {
    this.anchor = mark;
    this.main.querySelectorAll(".mark.now").forEach((node) => node.classList.remove("now"));
    mark.classList.add("now");
    for (const was of this.main.querySelectorAll(".was.now")) was.classList.remove("now");
    for (const was of mark.closest(".row")?.querySelectorAll(".was") || []) was.classList.toggle("now", was.edits.some((e) => mark.edits.includes(e)));
    this.card.replaceChildren(...mark.card());
    this.card.hidden = false;
    const at = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const { width, height } = this.card.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left - 12, innerWidth - width - 24));
    const below = at.bottom + 8 + height < innerHeight || at.top - 8 - height < 60;
    this.card.style.setProperty("left", `${left + scrollX}px`);
    this.card.style.setProperty("top", `${(below ? at.bottom + 8 : at.top - 8 - height) + scrollY}px`);
  }

  hide() {
    this.card.hidden = true;
    this.anchor = null;
    this.main.querySelectorAll(".now").forEach((node) => node.classList.remove("now"));
  }

  focused(target) {
    const mark = target.closest(".mark");
    if (mark) this.show(mark);
    else if (!this.card.contains(target)) this.hide();
  }

  hovered(event) {
    clearTimeout(this.soon);
    const mark = event.target.closest(".mark");
    if (mark && mark !== this.anchor && !document.activeElement?.closest?.(".mark")) this.soon = setTimeout(() => mark.isConnected && this.show(mark), 160);
  }

  clicked(event) {
    const was = event.target.closest(".was");
    const mark = event.target.closest(".mark") || (was && this.stop(`edit-${was.edits.at(-1)}`, was.edits.at(-1)));
    if (mark) mark.focus({ preventScroll: true });
  }

  // ---- keys

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { this.hide(); document.activeElement?.blur?.(); return; }
    if (event.target.matches("input:not([type=checkbox]), select, textarea") || byId("help").open) return;
    const stop = document.activeElement?.closest?.(".stop") || (this.card.contains(document.activeElement) ? this.anchor : null);
    const acts = stop?.act;
    const keys = {
      j: () => this.move(1, stop), k: () => this.move(-1, stop), ArrowDown: null,
      a: acts && (() => acts.accept?.()), r: acts && (() => acts.reject?.()), u: acts && (() => acts.undo?.()),
      z: () => { if (!this.store.back()) say("Nothing to reverse"); },
      e: acts?.choose && (() => this.chooser(stop)?.write()), g: () => this.move(1, stop, true),
      n: () => this.turnTo(1), p: () => this.turnTo(-1), o: () => { location.hash = "#/"; },
      "/": () => byId("search")?.focus(), "?": () => byId("help").showModal(), t: () => this.theme(),
      Enter: stop?.matches(".mark, .group") && event.target === stop ? () => this.enter(stop) : null,
    };
    const act = keys[event.key] || (acts?.choose && /^[1-9]$/.test(event.key) && (() => this.chooser(stop)?.pick(+event.key)));
    if (!act) return;
    event.preventDefault();
    act();
  }

  chooser(stop) {
    if (stop.card && this.anchor !== stop) this.show(stop);
    const folded = stop.querySelector("details");
    if (folded) folded.open = true;
    return (stop.card ? this.card : stop).querySelector(".choices");
  }

  enter(stop) {
    if (stop.matches(".mark")) this.card.querySelector("button")?.focus();
    else stop.querySelector("summary").click();
  }

  /** To the next or the previous stop; asking: to the next one that puts a question. */
  move(by, from, asking) {
    const all = [...this.main.querySelectorAll(".stop")].filter((node) => node.offsetParent !== null);
    const stops = asking ? all.filter((node) => node === from || node.matches(".suggested, .blocked")) : all;
    if (!stops.length) { if (asking) say("No open question here"); return; }
    let at = stops.indexOf(from);
    if (at < 0) at = by > 0 ? stops.findIndex((node) => node.getBoundingClientRect().top > 60) - 1 : stops.length;
    if (asking && at === stops.length - 1) say("No further question here");
    const to = stops[Math.max(0, Math.min(stops.length - 1, at + by))];
    const { top, bottom } = to.getBoundingClientRect();
    if (top < 110 || bottom > innerHeight - 180) to.scrollIntoView({ block: "center" });
    to.focus({ preventScroll: true });
  }

  turnTo(by) {
    const step = this.main.querySelectorAll(".article-head .step")[by > 0 ? 1 : 0];
    if (step?.href) location.hash = step.hash;
  }

  theme() {
    const root = document.documentElement;
    const dark = getComputedStyle(root).colorScheme.includes("dark");
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("translation-cleaner:theme", root.dataset.theme); } catch { /* not kept then */ }
  }
}

/** A step in words. */
function told(add, remove) {
  if (add.length > 1 || (!add.length && remove.length > 1)) return add.length ? plural(add.length, "decision") + " taken" : plural(remove.length, "decision") + " taken back";
  const entry = add[0] || remove[0];
  if (!entry) return "";
  const what = entry.before === undefined ? short(entry.text ?? entry.rule) + (entry.wanted ? ` as ${short(entry.wanted)}` : "")
    : `${short(entry.before)} → ${short(entry.wanted ?? entry.after)}`;
  const where = entry.left !== undefined || entry.article !== undefined ? "" : entry.kind in VERDICT ? ", everywhere" : ", in all articles";
  if (!add.length) return `Taken back: ${what}`;
  return `${{ accept: "Accepted", reject: "Rejected", protect: "Protected", term: "Added", "keep-block": "Put back", "remove-block": "Removed" }[entry.kind]}: ${what}${where}`;
}

try {
  const kept = localStorage.getItem("translation-cleaner:theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
} catch { /* no storage: the system's choice holds */ }

/** Opens the page; a served one asks for the decisions as they are now. */
async function open() {
  const config = JSON.parse(byId("config").textContent);
  const batch = await unpack("overview");
  if (config.serve) {
    const answer = await fetch("decisions");
    batch.decisions = await answer.json();
    if (!answer.ok) throw new Error(batch.decisions.error);
  }
  window.app = new App(config, batch);
  requestAnimationFrame(() => performance.mark("opened"));
}

open().catch((error) => { byId("main").replaceChildren(make("p.empty", { role: "alert" }, `This page can't be read here: ${error.message}`)); });
