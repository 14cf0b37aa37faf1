/* Decisions: those of the file, and those made here. Kept in the page (or by the server), and looked up as a run does. */

const CONTEXT = 32;
const FIELDS = ["article", "kind", "rule", "before", "after", "left", "right", "nth", "text", "wanted", "note"];
const VERDICT = { accept: "accepted", reject: "rejected" };

/** What two texts don't have in common: [common start, length of what goes, length of what comes], in code points' text. */
function trim(before, after) {
  const a = Array.from(before), b = Array.from(after);
  const limit = Math.min(a.length, b.length);
  let head = 0, tail = 0;
  while (head < limit && a[head] === b[head]) head++;
  while (tail < limit - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [a.slice(head, a.length - tail).join(""), b.slice(head, b.length - tail).join("")];
}

/** What an entry decides about, as a key; as `Entry.subject` of the program. */
function subject(entry) {
  const or = (value) => value ?? null;
  if (!(entry.kind in VERDICT)) {
    return JSON.stringify([entry.kind === "protect" || entry.kind === "term" ? entry.kind : "block", or(entry.article), entry.text]);
  }
  const placed = entry.left !== undefined && entry.left !== null;
  const change = entry.before === undefined || entry.before === null ? null
    : placed ? trim(entry.before, entry.after) : [entry.before, entry.after];
  const rule = placed ? null : or(entry.rule);
  return JSON.stringify(["edit", or(entry.article), rule, change, or(entry.left), or(entry.right), or(entry.nth)]);
}

class Store {
  /** config: {key, serve}: where decisions are kept; base: the entries of the file when the page was made. */
  constructor(config, base) {
    this.config = config;
    this.base = new Map(base.map((entry) => [subject(entry), entry]));
    this.entries = new Map(this.base);
    this.history = [];
    this.steps = 0;
    this.waiting = Promise.resolve();
    this.failed = "";
    this.listeners = [];
    if (!config.serve) this.restore();
  }

  /** Brings back what was decided in this page before. */
  restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.config.key) || "{}");
      for (const key of kept.remove || []) this.entries.delete(key);
      for (const entry of kept.add || []) this.entries.set(subject(entry), entry);
    } catch (error) {
      this.failed = `What was decided here before can't be read: ${error.message}`;
    }
  }

  /** Decides (entries), takes back (subjects), as one step that can be reversed. */
  change(add, remove = [], remember = true) {
    const before = [];
    for (const key of [...remove, ...add.map(subject)]) before.push([key, this.entries.get(key)]);
    for (const key of remove) this.entries.delete(key);
    for (const entry of add) this.entries.set(subject(entry), clean(entry));
    this.steps++;
    if (remember) this.history.push(before);
    this.keep(add.map(clean), before.filter(([key, entry]) => entry && !this.entries.has(key)).map(([, entry]) => entry));
    for (const listener of this.listeners) listener();
  }

  /** Reverses the last step. */
  back() {
    const step = this.history.pop();
    if (!step) return false;
    const unique = new Map(step.toReversed());
    const add = [...unique.values()].filter(Boolean);
    this.change(add, [...unique].filter(([, entry]) => !entry).map(([key]) => key), false);
    return true;
  }

  keep(add, remove) {
    if (this.config.serve) {
      this.waiting = this.waiting.then(() => this.post(add, remove));
      return;
    }
    const changed = [...this.entries.values()].filter((entry) => JSON.stringify(this.base.get(subject(entry))) !== JSON.stringify(entry));
    const gone = [...this.base.keys()].filter((key) => !this.entries.has(key));
    try {
      localStorage.setItem(this.config.key, JSON.stringify({ add: changed, remove: gone }));
      this.failed = "";
    } catch {
      this.failed = "This browser keeps nothing for this page: download the decisions before you close it.";
    }
  }

  async post(add, remove) {
    try {
      const answer = await fetch("decisions", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ add, remove }),
      });
      if (!answer.ok) throw new Error((await answer.json()).error || answer.statusText);
      this.failed = "";
    } catch (error) {
      this.failed = `Not saved: ${error.message}. Download the decisions before you close the page.`;
    }
    for (const listener of this.listeners) listener();
  }

  /** How many entries differ from the file that the page was made with. */
  get changes() {
    let count = [...this.base.keys()].filter((key) => !this.entries.has(key)).length;
    for (const [key, entry] of this.entries) if (JSON.stringify(this.base.get(key)) !== JSON.stringify(entry)) count++;
    return count;
  }

  /** The file: one decision a line. */
  file() {
    const lines = [...this.entries.values()].map((entry) => JSON.stringify(clean(entry)));
    return lines.sort().map((line) => line + "\n").join("");
  }

  /** The widths of the contexts that decisions have, the largest first. */
  widths() {
    if (this.measured !== this.steps) {
      const found = new Set([CONTEXT]);
      for (const { left, right } of this.entries.values()) if (left !== undefined) found.add(widthOf(left, right));
      this.wide = [...found].sort((a, b) => b - a);
      this.measured = this.steps;
    }
    return this.wide;
  }

  /** The entry that decides about an edit of an article, or undefined; as `Decisions.judge` of the program. */
  about(article, edit) {
    if (!this.entries.size) return undefined;
    const change = [edit.before, edit.after];
    const look = (...key) => this.entries.get(JSON.stringify(["edit", ...key]));
    for (const owner of [article, null]) {
      for (const width of this.widths()) {
        const where = [edit.change, ...edit.context(width)];
        const found = look(owner, null, ...where, edit.ordinal) || look(owner, null, ...where, null);
        if (found) return found;
      }
    }
    for (const owner of [article, null]) {
      for (const key of [[edit.rule, change], [null, change], [edit.rule, null]]) {
        const found = look(owner, ...key, null, null, null);
        if (found && (edit.outcome !== "blocked" || found.kind === "reject")) return found;
      }
    }
    return undefined;
  }
}

/** The width of a context: the least of 32, 64, 128 and so on that holds both sides. */
function widthOf(left, right) {
  let width = CONTEXT;
  while (width < Math.max(Array.from(left).length, Array.from(right).length)) width *= 2;
  return width;
}

/** An entry with its fields in the file's order, absent ones left out. */
function clean(entry) {
  return Object.fromEntries(FIELDS.filter((f) => entry[f] !== undefined && entry[f] !== null).map((f) => [f, entry[f]]));
}

/** The entry that decides about one place. */
function placeEntry(article, edit, kind) {
  const [left, right] = edit.context(edit.width);
  return { article, kind, rule: edit.rule, before: edit.before, after: edit.after, left, right, nth: edit.nth };
}
