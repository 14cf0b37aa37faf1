/* Decisions: those of the file, and those made here. Kept in the page (or by the server), and looked up as a run does. */

const CONTEXT = 32;
const FIELDS = ["article", "kind", "rule", "before", "after", "left", "right", "nth", "text", "wanted", "note"];
const VERDICT = { accept: "accepted", reject: "rejected" };

/** What two texts don't have in common: [what goes, what comes]. */
function trim(before, after) {
  return frame(before, after).slice(2);
}

/** Two texts taken apart: [common start, common end, what goes, what comes]; a pair of surrogates is never cut. */
function frame(before, after) {
  const a = Array.from(before), b = Array.from(after);
  const limit = Math.min(a.length, b.length);
  let head = 0, tail = 0;
  while (head < limit && a[head] === b[head]) head++;
  while (tail < limit - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const part = (chars, from, to) => chars.slice(from, to).join("");
  return [part(a, 0, head), part(a, a.length - tail), part(a, head, a.length - tail), part(b, head, b.length - tail)];
}

/** What an edit that an entry accepts becomes, or null; as `Entry.becomes` of the program. */
function becomes(entry, edit) {
  if (entry.wanted === undefined || (entry.before === edit.before && entry.after === edit.offered)) return entry.wanted ?? edit.offered;
  const [from, to] = frame(edit.before, edit.offered), [ownFrom, ownTo] = frame(entry.before, entry.after);
  if (from.endsWith(ownFrom) && to.startsWith(ownTo)) {
    return from.slice(0, from.length - ownFrom.length) + entry.wanted + to.slice(ownTo.length);
  }
  const left = ownFrom.endsWith(from) ? ownFrom.slice(0, ownFrom.length - from.length) : ownFrom;
  const right = ownTo.startsWith(to) ? ownTo.slice(to.length) : ownTo;
  const { wanted } = entry;
  if (left.length + right.length > wanted.length || !wanted.startsWith(left) || !wanted.endsWith(right)) return null;
  return wanted.slice(left.length, wanted.length - right.length);
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
    const step = { add, remove: before.map(([, entry]) => entry).filter(Boolean), reversed: !remember };
    for (const listener of this.listeners) listener(step);
  }

  /** Takes over the file's decisions as they are now, by this page and by others; true when there was something new. */
  take(entries) {
    const now = new Map(entries.map((entry) => [subject(entry), entry]));
    const same = now.size === this.entries.size && [...now].every(([key, entry]) => JSON.stringify(clean(entry)) === JSON.stringify(clean(this.entries.get(key) || {})));
    this.base = now;
    if (same) return false;
    this.entries = new Map(now);
    this.steps++;
    for (const listener of this.listeners) listener();
    return true;
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

  /** Who has decisions about edits of an article, and which: [[the article or null, {placed, general}]]. */
  owners(article) {
    if (this.counted !== this.steps) {
      this.owned = new Map();
      for (const entry of this.entries.values()) if (entry.kind in VERDICT) {
        const owner = entry.article ?? null;
        if (!this.owned.has(owner)) this.owned.set(owner, { placed: false, general: false });
        this.owned.get(owner)[entry.left === undefined ? "general" : "placed"] = true;
      }
      this.counted = this.steps;
    }
    return [article, null].filter((owner) => this.owned.has(owner)).map((owner) => [owner, this.owned.get(owner)]);
  }

  /** The entry that decides about an edit of an article, or undefined; as `Decisions.judge` of the program. */
  about(article, edit) {
    const owners = this.owners(article);
    if (!owners.length) return undefined;
    const change = [edit.before, edit.offered];
    const look = (...key) => {
      const entry = this.entries.get(JSON.stringify(["edit", ...key]));
      if (!entry || (edit.again && entry.wanted !== undefined)) return undefined; // an editor's words are put there once
      return entry.kind === "reject" || becomes(entry, edit) !== null ? entry : undefined;
    };
    for (const [owner, kinds] of owners) {
      for (const width of kinds.placed ? this.widths() : []) {
        const where = [edit.change, ...edit.context(width)];
        const found = look(owner, null, ...where, edit.ordinal) || look(owner, null, ...where, null);
        if (found) return found;
      }
    }
    for (const [owner, kinds] of owners) {
      for (const key of kinds.general ? [[edit.rule, change], [null, change], [edit.rule, null]] : []) {
        const found = look(owner, ...key, null, null, null);
        if (found && ((edit.otherwise || edit.outcome) !== "blocked" || found.kind === "reject")) return found;
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

/** The entry that decides about one place; wanted: what it is to become, where that isn't what was proposed. */
function placeEntry(article, edit, kind, wanted) {
  const [left, right] = edit.context(edit.width);
  return { article, kind, ...changeEntry(edit, wanted), left, right, nth: edit.nth };
}

/** What an entry says of a change. */
function changeEntry({ rule, before, offered }, wanted) {
  return { rule, before, after: offered, wanted: wanted === offered ? undefined : wanted };
}
