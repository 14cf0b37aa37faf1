/* Replays a block's edits under the decisions made so far, and keeps where each of them stands in the text. */

/**
 * The pieces of a block's text. Each has `t`, its text as of the last run, and `s`, its text under the decisions; where
 * the two differ, the piece can't be cut. `marks`: the edits that stand there; `fallen`: edits that rested on one undone.
 *
 * edits: [{index, start, before, after, was, will, becomes}] in the order of the trace; was, will: whether it changed
 * the text, and whether it will; becomes: the text that it will put there (`after` is what it put there); own: whether
 * that is an editor's.
 */
function weave(source, edits) {
  const pieces = [{ t: source, s: source, marks: [], whole: false }];
  const near = { piece: 0, at: 0 };
  const fallen = new Set();
  for (const edit of edits) {
    const taken = cut(pieces, edit.start, edit.start + edit.before.length, near);
    const { left, inside, right } = taken;
    const shown = inside.map((piece) => piece.s).join("");
    const marks = [...new Set(inside.flatMap((piece) => piece.marks))];
    const rests = inside.some((piece) => piece.whole);
    let made;
    const beside = !edit.before && [pieces[near.piece - 1], ...left, pieces[near.piece]].some((piece) => piece?.own);
    if (edit.was && edit.will && beside) {
      fallen.add(edit.index);
      made = [{ t: edit.after, s: "", marks: [...marks, edit.index], whole: true }];
    } else if (edit.was && edit.will && !rests && edit.becomes === edit.after) {
      made = [{ t: edit.after, s: edit.after, marks: [...marks, edit.index], whole: false, own: edit.own }];
    } else if (edit.was) {
      const made_anew = edit.will && !rests;
      if (edit.will && rests) fallen.add(edit.index);
      made = [{ t: taken.head + edit.after + taken.tail, s: made_anew ? edit.becomes : shown, marks: [...marks, edit.index], whole: true, own: made_anew && edit.own }];
    } else if (edit.will && !rests) {
      made = [{ t: edit.before, s: edit.becomes, marks: [...marks, edit.index], whole: true, own: edit.own }];
    } else {
      if (edit.will) fallen.add(edit.index);
      made = inside.length ? inside.map((piece) => ({ ...piece, marks: [...piece.marks, edit.index] }))
        : [{ t: "", s: "", marks: [edit.index], whole: false }];
    }
    pieces.splice(near.piece, taken.count, ...left, ...made, ...right);
  }
  return { pieces, fallen };
}

/**
 * Cuts the pieces that two offsets of the last run's text concern: `count` of them, from `near.piece` on, are to be
 * replaced by `left`, what comes for `inside`, and `right`; empty pieces at the edges stay outside. Where an offset falls
 * inside a piece that can't be cut, the whole piece is inside; `head` and `tail` are its text outside the offsets.
 *
 * near: a piece and the offset at which it begins. A rule's edits come from left to right: the search goes on from there.
 */
function cut(pieces, start, end, near) {
  const left = [], inside = [], right = [];
  let { piece: first, at } = start >= near.at ? near : { piece: 0, at: 0 };
  while (first < pieces.length && at + pieces[first].t.length <= start) at += pieces[first++].t.length;
  Object.assign(near, { piece: first, at });
  let head = "", tail = "", next = first;
  for (; next < pieces.length && at < end; next++) {
    const piece = pieces[next], from = at, to = at + piece.t.length;
    at = to;
    if (piece.whole) {
      if (from < start) head = piece.t.slice(0, start - from);
      if (to > end) tail = piece.t.slice(end - from);
      inside.push(piece);
    } else {
      const a = Math.max(start, from) - from, b = Math.min(end, to) - from;
      const part = (x, y) => ({ ...piece, t: piece.t.slice(x, y), s: piece.t.slice(x, y) });
      if (a > 0) left.push(part(0, a));
      if (b > a || !piece.t) inside.push(part(a, b));
      if (b < piece.t.length) right.push(part(b));
    }
  }
  return { left, inside, right, head, tail, count: next - first };
}
