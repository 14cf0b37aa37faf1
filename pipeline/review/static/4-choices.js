/* What a change becomes: what was proposed, one of its alternatives, or an editor's own words. */

/**
 * Buttons for the texts that a change may become, and a field for one's own; press a number, or e, for the same.
 *
 * edit: {before, offered, options, around}, around: what stands on both sides, where it's about one place; current: the
 * text that it becomes by a decision, or null; choose: takes a text.
 */
function choices(edit, current, choose) {
  const known = optionsOf(edit);
  const own = current !== null && !known.includes(current);
  const box = make(`div.choices${known.length > 1 || own ? "" : ".single"}`, { role: "group", "aria-label": `What ${short(edit.before)} becomes` });
  const draw = () => box.replaceChildren(
    ...(known.length > 1 || own ? known : []).map((text, at) => button([make("kbd", { "aria-hidden": "true" }, String(at + 1)), visible(gaps(clip(text, 60))) ],
      () => choose(text), { class: "option", "aria-label": `${text || "nothing"}, choice ${at + 1}`, "aria-pressed": String(text === current) })),
    own ? button(visible(gaps(clip(current, 60))), box.write, { class: "option", "aria-pressed": "true" }) : "",
    button(own ? "Change" : "Other words …", box.write, { class: "quiet write", "aria-keyshortcuts": "e" }));
  box.write = () => {
    const field = make("input", { type: "text", "aria-label": "Your own words", maxlength: 2000, dir: "auto", spellcheck: "true" });
    field.value = current ?? edit.offered;
    const leave = () => { draw(); box.querySelector(".write").focus(); };
    const take = () => {
      const text = field.value;
      if (/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.test(text)) { say("Only characters that can be seen, on one line"); return; }
      choose(text);
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); take(); }
      if (event.key === "Escape") { event.stopPropagation(); leave(); }
    });
    const [left, right] = edit.around || ["", ""];
    box.replaceChildren(make("span.around", { "aria-hidden": "true" }, visible(left)), field, make("span.around", { "aria-hidden": "true" }, visible(right)), button("Save", take, { class: "accept" }), button("Cancel", leave, { class: "quiet" }));
    field.focus();
    field.select();
  };
  box.pick = (number) => { if (number <= known.length) choose(known[number - 1]); };
  draw();
  return box;
}

const optionsOf = (edit) => edit.options.filter((text) => text !== edit.before).slice(0, 9);
const gaps = (text) => (text ? text.replace(/^ +| +$/g, (gap) => "\u2423".repeat(gap.length)) : "∅");
