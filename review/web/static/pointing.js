// The words a comment points at: selected in the text or in the form, painted without touching the text, and found back
// from its card. Offsets count characters (code points) of the passage as the server reads it.
const NOTE = '\u2060';
const text = document.getElementById('text');
const button = document.getElementById('point');
const typing = target => target.closest?.('input, textarea, select, [contenteditable], dialog');
const count = words => [...words].length;

// ---- a passage as the server reads it: a note's mark is one character, cells are joined by a tab
function cellsOf(block) {
  if (block.matches('tr')) return [...block.cells];
  if (block.matches('.term')) return [...block.children].filter(child => child.matches('dt, dd') && !child.querySelector(':scope > [data-b]:first-child'));
  return [block];
}

function gather(node, inside, found) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const from = found.at(-1)?.breaks && child.data.startsWith('\n') ? 1 : 0;
      const words = inside ? child.data.slice(from) : child.data.slice(from).replaceAll('\n', ' ');
      if (words) found.push({ node: child, from, words, plain: true });
    } else if (child.nodeType === Node.ELEMENT_NODE && !child.matches('.beside, .backref, [data-b]')) {
      if (child.matches('.footnote-ref')) found.push({ node: child, words: NOTE });
      else if (child.matches('br')) found.push({ node: child, words: ' ', breaks: true });
      else gather(child, inside || child.matches('pre'), found);
    }
  }
  return found;
}

function trimmed(pieces, code) {
  const keep = pieces.slice();
  while (!code && keep[0]?.plain && !keep[0].words.trim()) keep.shift();
  while (keep.at(-1)?.plain && !keep.at(-1).words.trim()) keep.pop();
  if (!keep.length) return keep;
  const last = keep.at(-1);
  if (last.plain) keep[keep.length - 1] = { ...last, words: code ? last.words.replace(/\n$/, '') : last.words.trimEnd() };
  const first = keep[0];
  const blanks = code || !first.plain ? 0 : first.words.length - first.words.trimStart().length;
  if (blanks) keep[0] = { ...first, words: first.words.slice(blanks), from: first.from + blanks };
  return keep;
}

export function read(block) {
  const pieces = [];
  let at = 0;
  cellsOf(block).forEach((cell, index) => {
    const own = trimmed(gather(cell, false, []), Boolean(cell.querySelector(':scope > pre')));
    if (index) own.unshift({ node: cell, words: '\t' });
    for (const piece of own) {
      pieces.push({ ...piece, at });
      at += piece.words.length;
    }
  });
  return { pieces, words: pieces.map(piece => piece.words).join('') };
}
window.toetssteenReads = number => read(document.getElementById(`b${number}`)).words;

// ---- from a selection to marks: {block, start, words}, the whole passage without words
function marksIn(range) {
  const marks = [];
  for (const block of text.querySelectorAll('[data-b]')) {
    if (!range.intersectsNode(block)) {
      if (marks.length && !(block.compareDocumentPosition(range.endContainer) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY))) break;
      continue;
    }
    const mark = markIn(block, range);
    if (mark) marks.push(mark);
  }
  return marks;
}

function markIn(block, range) {
  const { pieces, words } = read(block);
  let start = -1;
  let end = -1;
  for (const piece of pieces) {
    if (!range.intersectsNode(piece.node)) continue;
    let [first, last] = [0, piece.words.length];
    if (piece.plain && range.startContainer === piece.node) first = Math.max(0, range.startOffset - piece.from);
    if (piece.plain && range.endContainer === piece.node) last = Math.min(last, range.endOffset - piece.from);
    if (last <= first) continue;
    if (start < 0) start = piece.at + first;
    end = piece.at + last;
  }
  if (start < 0) return null;
  const blank = /[\s\u2060]/;
  while (start < end && blank.test(words[start])) start++;
  while (end > start && blank.test(words[end - 1])) end--;
  if (start === end) return null;
  const whole = !words.slice(0, start).replaceAll(NOTE, '').trim() && !words.slice(end).replaceAll(NOTE, '').trim();
  const said = words.slice(start, end);
  return { block: Number(block.dataset.b), start: count(words.slice(0, start)), said, words: whole ? '' : said };
}

// ---- from a mark to a range of the document
function point(reading, at, ends) {
  const { pieces, words } = reading;
  let unit = at;
  if (/[\ud800-\udfff]/.test(words)) unit = [...words].slice(0, at).join('').length;
  for (const piece of pieces) {
    const fits = ends ? unit <= piece.at + piece.words.length : unit < piece.at + piece.words.length;
    if (fits) return { piece, offset: unit - piece.at };
  }
  return null;
}

function rangeOf(reading, start, end) {
  const [from, to] = [point(reading, start, false), point(reading, end, true)];
  if (!from || !to) return null;
  const range = document.createRange();
  if (from.piece.plain) range.setStart(from.piece.node, from.piece.from + from.offset);
  else range.setStartBefore(from.piece.node);
  if (to.piece.plain) range.setEnd(to.piece.node, to.piece.from + to.offset);
  else range.setEndAfter(to.piece.node);
  return range;
}

// ---- painting: several comments may point at the same words
let painted = [];
const readings = new Map();
function reading(block) {
  const key = block.id;
  if (!readings.has(key)) readings.set(key, read(block));
  return readings.get(key);
}

function rangesOf(marks) {
  const ranges = [];
  for (const mark of marks.split(' ')) {
    const [number, start, end] = mark.split(':').map(Number);
    const block = document.getElementById(`b${number}`);
    if (!block || start === undefined) continue;
    const range = rangeOf(reading(block), start, end);
    if (range) ranges.push(range);
  }
  return ranges;
}

function paint() {
  if (!text || !CSS.highlights) return;
  painted = [];
  const [open, done] = [new Highlight(), new Highlight()];
  for (const card of document.querySelectorAll('#pane .card[data-marks]')) {
    for (const range of rangesOf(card.dataset.marks)) {
      (card.matches('.ok') ? done : open).add(range);
      painted.push({ card, range });
    }
  }
  CSS.highlights.set('said-done', done);
  CSS.highlights.set('said', open);
}

function show(marks) {
  for (const block of document.querySelectorAll('.doc .lit')) block.classList.remove('lit');
  if (!text || !CSS.highlights) return;
  const now = new Highlight();
  now.priority = 1;
  for (const mark of (marks ?? '').split(' ').filter(Boolean)) {
    const ranges = rangesOf(mark);
    for (const range of ranges) now.add(range);
    if (!ranges.length) document.getElementById(`b${mark}`)?.classList.add('lit');
  }
  CSS.highlights.set('said-now', now);
}

const cardOf = target => target.closest?.('#pane .card[data-marks]');
for (const [enter, leave] of [['mouseover', 'mouseout'], ['focusin', 'focusout']]) {
  document.addEventListener(enter, event => { const card = cardOf(event.target); if (card) show(card.dataset.marks); });
  document.addEventListener(leave, event => { if (cardOf(event.target) && cardOf(event.target) !== cardOf(event.relatedTarget ?? document.body)) show(chosenMarks()); });
}

function cardsAt(x, y) {
  const spot = document.caretPositionFromPoint?.(x, y);
  if (!spot) return [];
  return painted.filter(({ range }) => range.isPointInRange(spot.offsetNode, spot.offset)).map(({ card }) => card);
}

let moving = false;
text?.addEventListener('mousemove', event => {
  if (moving || !painted.length) return;
  moving = true;
  requestAnimationFrame(() => {
    moving = false;
    const cards = cardsAt(event.clientX, event.clientY);
    for (const card of document.querySelectorAll('#pane .card.lit')) if (!cards.includes(card)) card.classList.remove('lit');
    for (const card of cards) card.classList.add('lit');
  });
});

// ---- a selection in the text offers to comment on it
let pending = [];
let waiting;
function offer() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  pending = range && text.contains(range.commonAncestorContainer) ? marksIn(range) : [];
  button.hidden = !pending.length;
  if (!pending.length) return;
  const spots = range.getClientRects();
  const spot = spots[spots.length - 1] ?? range.getBoundingClientRect();
  const frame = button.offsetParent.getBoundingClientRect();
  const widest = frame.width - button.offsetWidth - 4;
  button.style.insetInlineStart = `${Math.max(0, Math.min(widest, spot.right - frame.left - button.offsetWidth / 2))}px`;
  button.style.insetBlockStart = `${spot.bottom - frame.top + 8}px`;
}

if (button) {
  document.addEventListener('selectionchange', () => { clearTimeout(waiting); waiting = setTimeout(offer, 120); });
  button.addEventListener('mousedown', event => event.preventDefault());
  button.addEventListener('click', openForm);
  document.addEventListener('keydown', event => {
    if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey || !pending.length || typing(event.target)) return;
    if (document.documentElement.dataset.keys === 'off') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openForm();
  }, true);
}

let chosen = null;
function openForm() {
  const add = document.querySelector(`#b${pending[0].block} .add[data-comment]`);
  if (!add || !window.htmx) return;
  chosen = pending;
  button.hidden = true;
  getSelection().removeAllRanges();
  htmx.ajax('GET', add.href, { source: '#text', target: '#form-slot', swap: 'outerHTML' });
}

// ---- the form: what is chosen stands above the field to type in, and can be taken back
const form = () => document.querySelector('.comment-form');
const pointing = () => document.querySelector('.comment-form .pointing');

function choose(words, start) {
  const place = pointing();
  if (!place?.querySelector('[name="words"]')) return;
  place.querySelector('[name="words"]').value = words;
  place.querySelector('[name="start"]').value = words ? start : '';
  quote();
}

function quote() {
  const place = pointing();
  const words = place?.querySelector('[name="words"]')?.value.trim() ?? '';
  const quoted = place?.querySelector('[data-chosen]');
  if (!quoted) return;
  quoted.hidden = !words;
  quoted.querySelector('q').textContent = words;
  const heading = place.querySelector('[name="scope"][value="passage"]');
  if (words && heading) heading.checked = true;
  show(chosenMarks());
}

function chosenMarks() {
  const place = pointing();
  const start = place?.querySelector('[name="start"]')?.value;
  const words = place?.querySelector('[name="words"]')?.value;
  return words && start ? `${place.dataset.passage}:${start}:${Number(start) + count(words)}` : '';
}

function also(marks) {
  const place = pointing();
  const list = place.querySelector('[data-also]');
  for (const mark of marks) {
    const item = place.querySelector('template').content.cloneNode(true);
    item.querySelector('input').value = mark.words ? `${mark.block} ${mark.start} ${mark.words}` : String(mark.block);
    const label = document.querySelector(`#b${mark.block} .pno`)?.getAttribute('data-name') ?? '';
    item.querySelector('[data-place]').textContent = label;
    item.querySelector('.hint').textContent = mark.said.replaceAll(NOTE, '').replaceAll('\t', ' · ');
    list.append(item);
  }
  list.hidden = !list.children.length;
}

document.addEventListener('htmx:after:swap', () => {
  if (chosen && pointing()?.dataset.passage === String(chosen[0].block)) {
    choose(chosen[0].words, chosen[0].start);
    also(chosen.slice(1));
    chosen = null;
  }
  openToCaret();
  paint();
  show(chosenMarks());
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-takes]')) take();
  if (event.target.closest?.('[data-clears]')) {
    choose('', '');
    form()?.querySelector('[name="text"]')?.focus();
  }
  if (event.target.closest?.('[data-cancels]')) requestAnimationFrame(() => show(''));
  const link = event.target.closest?.('.doc .pno');
  if (link && navigator.clipboard) {
    const say = () => document.dispatchEvent(new CustomEvent('toetssteen:said', { detail: { text: text.dataset.copied } }));
    navigator.clipboard.writeText(link.href).then(say, () => {});
  }
});

document.addEventListener('input', event => {
  if (event.target.name !== 'words' || !pointing()?.contains(event.target)) return;
  pointing().querySelector('[name="start"]').value = '';
  quote();
});

// A field that is read-only for the browser has no caret to select with by keyboard: it is kept from changing here.
function openToCaret() {
  const passage = document.getElementById('f-passage');
  if (!passage?.readOnly) return;
  passage.readOnly = false;
  passage.setAttribute('aria-readonly', 'true');
}
document.addEventListener('beforeinput', event => { if (event.target.id === 'f-passage') event.preventDefault(); });

function take() {
  const passage = document.getElementById('f-passage');
  let [start, end] = [passage.selectionStart, passage.selectionEnd];
  while (start < end && /\s/.test(passage.value[start])) start++;
  while (end > start && /\s/.test(passage.value[end - 1])) end--;
  if (start === end) return passage.focus();
  choose(passage.value.slice(start, end), count(passage.value.slice(0, start)));
  form()?.querySelector('[name="text"]')?.focus();
}

openToCaret();
quote();
document.fonts.ready.then(paint);
