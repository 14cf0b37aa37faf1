/* Replays a block's edits under the decisions made so far, and keeps where each of them stands in the text. */

/**
 * The pieces of a block's text. Each has `t`, its text as of the last run, and `s`, its text under the decisions; where
 * the two differ, the piece can't be cut. `marks`: the edits that stand there; `fallen`: edits that rested on one undone.
 *
 * edits: [{index, start, before, after, was, will, becomes}] in the order of the trace; was, will: whether it changed
 * the text, and whether it will; becomes: the text that it will put there (`after` is what it put there).
 */
function weave(source, edits) {
  let pieces = [{ t: source, s: source, marks: [], whole: false }];
  const fallen = new Set();
  for (const edit of edits) {
    const taken = cut(pieces, edit.start, edit.start + edit.before.length);
    const { left, inside, right } = taken;
    const shown = inside.map((piece) => piece.s).join("");
    const marks = [...new Set(inside.flatMap((piece) => piece.marks))];
    const rests = inside.some((piece) => piece.whole);
    let made;
    if (edit.was && edit.will && !rests && edit.becomes === edit.after) {
      made = [{ t: edit.after, s: edit.after, marks: [...marks, edit.index], whole: false }];
    } else if (edit.was) {
      const made_anew = edit.will && !rests;
      if (edit.will && rests) fallen.add(edit.index);
      made = [{ t: taken.head + edit.after + taken.tail, s: made_anew ? edit.becomes : shown, marks: [...marks, edit.index], whole: true }];
    } else if (edit.will && !rests) {
      made = [{ t: edit.before, s: edit.becomes, marks: [...marks, edit.index], whole: true }];
    } else {
      if (edit.will) fallen.add(edit.index);
      made = inside.length ? inside.map((piece) => ({ ...piece, marks: [...piece.marks, edit.index] }))
        : [{ t: "", s: "", marks: [edit.index], whole: false }];
    }
    pieces = [...left, ...made, ...right];
  }
  return { pieces, fallen };
}

/**
 * Cuts pieces at two offsets of the last run's text; empty pieces at their edges stay outside. Where one falls inside a
 * piece that can't be cut, the whole piece is inside; `head` and `tail` are its text outside the offsets.
 */
function cut(pieces, start, end) {
  const left = [], inside = [], right = [];
  let at = 0, head = "", tail = "";
  for (const piece of pieces) {
    const from = at, to = at + piece.t.length;
    at = to;
    if (to <= start) left.push(piece);
    else if (from >= end) right.push(piece);
    else if (piece.whole) {
      if (from < start) head = piece.t.slice(0, start - from);
      if (to > end) tail = piece.t.slice(end - from);
      inside.push(piece);
    } else {
      const a = Math.max(start, from) - from, b = Math.min(end, to) - from;
      const part = (x, y) => ({ ...piece, t: piece.t.slice(x, y), s: piece.t.slice(x, y) });
      if (a > 0) left.push(part(0, a));
      if (b > a) inside.push(part(a, b));
      if (b < piece.t.length) right.push(part(b));
    }
  }
  return { left, inside, right, head, tail };
}
