/* The batch as the page knows it: overview at once, articles when they are looked at. */

class Batch {
  constructor(data) {
    Object.assign(this, data);
    this.chunkOf = [];
    data.chunks.forEach((count, chunk) => {
      for (let at = 0; at < count; at++) this.chunkOf.push([chunk, at]);
    });
    this.byId = new Map(data.articles.map((article, index) => [article.id, index]));
    this.loaded = new Map();
    this.made = new Map();
  }

  /** A chunk of articles, unpacked once. */
  chunk(number) {
    if (!this.loaded.has(number)) this.loaded.set(number, unpack(`chunk-${number}`));
    return this.loaded.get(number);
  }

  /** An article in full: blocks, edits with their contexts, problems. */
  async article(index) {
    if (this.made.has(index)) return this.made.get(index);
    const [number, at] = this.chunkOf[index];
    const chunk = await this.chunk(number);
    const raw = chunk.a[at];
    const blocks = raw.b.map(([kind, place, text, start], i) => ({ index: i, kind, place, text, start, edits: [] }));
    const alike = new Map();
    for (const block of blocks) if (block.kind !== "label" && block.kind !== "debris") {
      block.ordinal = (alike.get(block.text) || 0) + 1;
      alike.set(block.text, block.ordinal);
    }
    const edits = raw.e.map((e, i) => this.edit(e, i, blocks, chunk.w));
    const seen = new Set();
    for (const edit of edits) {
      const place = JSON.stringify([edit.block, edit.from, edit.to, edit.change]);
      edit.again = seen.has(place);
      seen.add(place);
      blocks[edit.block].edits.push(edit);
    }
    const line = this.articles[index];
    const article = { index, id: line.id, title: line.title, line, blocks, edits, sections: raw.s, sure: raw.c, removed: raw.r,
      problems: raw.p.map(([code, severity, message, block]) => ({ block, code: this.codes[code], severity: SEVERITIES[severity], message })) };
    this.made.set(index, article);
    if (this.made.size > 400) this.made.delete(this.made.keys().next().value);
    return article;
  }

  edit([rule, block, start, before, after, outcome, why, a, b, wa, wb, alternatives, width, nth, proposed, otherwise], index, blocks, whys) {
    const offered = proposed ?? after;
    const source = blocks[block].text;
    const context = (wide) => [points(source.slice(0, a), wide, true), points(source.slice(b), wide, false)];
    return { index, rule: this.rules[rule][0], family: this.rules[rule][1], block, start, before, after, nth,
      offered, from: a, to: b, around: [source.slice(Math.max(0, wa - 14), wa), source.slice(wb, wb + 14)], outcome: OUTCOMES[outcome], otherwise: OUTCOMES[otherwise ?? outcome], why: whys[why], whole: [wa, wb],
      options: [...new Set([offered, ...(alternatives || [])])], width: width || CONTEXT, change: trim(before, offered), context,
      ordinal: blocks[block].ordinal };
  }

  /** Numbers of an article's edits by outcome, without unpacking it. */
  counts(line) {
    if (!line.counts) {
      line.counts = [0, 0, 0, 0, 0];
      for (const code of line.seq) line.counts[code % 8]++;
    }
    return line.counts;
  }
}

/**
 * What becomes of an edit under the decisions: {entry, verdict, look, was, will, becomes, open}. Without one it is what the
 * program does by itself, whatever was decided when the articles were made.
 */
function fate(store, article, edit) {
  const entry = store.about(article.id, edit);
  const was = edit.outcome === "applied" || edit.outcome === "accepted";
  const verdict = entry ? VERDICT[entry.kind] : null;
  const look = verdict || edit.otherwise;
  return { entry, verdict, look, was, will: look === "accepted" || look === "applied", open: look === "suggested" || look === "blocked",
    becomes: verdict === "accepted" ? becomes(entry, edit) : edit.offered };
}

/** What stands to be read about an edit's state. */
function stateOf(edit, { entry, verdict, becomes }, fallen) {
  if (fallen) return "falls away with an edit that you undid";
  if (!verdict) return { applied: "done by the program", suggested: "suggested, not done", blocked: "blocked by a guard" }[edit.otherwise] || edit.otherwise;
  const scope = entry.left !== undefined ? "" : entry.before !== undefined ? ", as this change is everywhere" : ", as all of this rule";
  const where = scope && entry.article ? scope.replace("everywhere", "in this article") : scope;
  const own = becomes !== edit.offered ? ", in other words" : "";
  return (verdict === "accepted" ? "accepted by you" + own : edit.otherwise === "applied" ? "undone by you" : "rejected by you") + where;
}

/** A block's text under the decisions, in pieces, with its edits' fates. */
function woven(store, article, block) {
  const fates = new Map(block.edits.map((edit) => [edit.index, fate(store, article, edit)]));
  const edits = block.edits.map((edit) => { const { was, will, becomes } = fates.get(edit.index); return { ...edit, was, will, becomes, own: becomes !== edit.offered }; });
  return { ...weave(block.text, edits), fates };
}
