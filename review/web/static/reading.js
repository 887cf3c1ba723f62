// The reading page and the list of comments: text and comments follow each other. Without this every act still works.
const pane = () => document.getElementById('pane');
const blockOf = target => target.closest?.('.doc [data-b]');
const passageOn = block => pane()?.querySelector(`.passage[data-on="${block}"]`);

function scrollPane(passage) {
  const side = pane();
  if (!side || !passage || side.scrollHeight <= side.clientHeight + 4) return;
  side.scrollTo({ top: passage.offsetTop - side.offsetTop - 8, behavior: 'instant' });
}

// ---- the passage one is at: its way to comment shows, its comments come into view
function settle(block) {
  document.querySelector('.doc .here')?.classList.remove('here');
  block.classList.add('here');
  follow(block.dataset.b);
}

function follow(block) {
  for (const old of document.querySelectorAll('.passage.current')) old.classList.remove('current');
  const passage = passageOn(block);
  if (!passage) return;
  passage.classList.add('current');
  if (!document.querySelector('.comment-form')) scrollPane(passage);
}

document.addEventListener('click', event => {
  const block = blockOf(event.target);
  if (block && getSelection().isCollapsed && !event.target.closest('a, button')) settle(block);
});

document.addEventListener('focusin', event => {
  const block = blockOf(event.target);
  if (!block) return;
  settle(block);
  if (event.target.matches('[data-stop]') && block.getBoundingClientRect().top < 0) block.scrollIntoView({ block: 'start' });
});

// ---- while the text scrolls, the comments on what is on top of the screen are on top of theirs
let waiting = false;
let leading = false;
function followScroll() {
  waiting = false;
  const side = pane();
  if (!side || leading || side.matches(':hover, :focus-within') || document.querySelector('.comment-form')) return;
  if (getComputedStyle(side).position !== 'sticky') return;
  for (const passage of side.querySelectorAll('.passage')) {
    const block = document.getElementById(`b${passage.dataset.on}`);
    if (block && block.getBoundingClientRect().bottom > 40) { scrollPane(passage); return; }
  }
}
addEventListener('scroll', () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(followScroll);
}, { passive: true });

// ---- a mark leads to the first comment on its passage; the text stays where it is
document.addEventListener('click', event => {
  const mark = event.target.closest?.('.marks a');
  const card = mark && new URL(mark.href).pathname === location.pathname && document.getElementById(mark.hash.slice(1));
  if (!card || getComputedStyle(pane()).position !== 'sticky') return;
  event.preventDefault();
  leading = true;
  settle(blockOf(mark));
  scrollPane(card.closest('.passage'));
  card.focus({ preventScroll: true });
  setTimeout(() => { leading = false; }, 300);
});

// ---- the form to comment opens beside the text; the link itself leads to it on a page of its own
document.addEventListener('click', event => {
  const add = event.target.closest?.('.doc .add[data-comment]');
  if (!add || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  htmx.ajax('GET', add.href, { source: '#text', target: '#form-slot', swap: 'outerHTML' });
});

// ---- forms that were opened beside something can be put away again; what was typed is kept
document.addEventListener('click', event => {
  const cancel = event.target.closest?.('[data-cancels]');
  const form = cancel?.closest('#pane .comment-form');
  if (form) {
    event.preventDefault();
    const slot = document.createElement('div');
    slot.id = 'form-slot';
    form.replaceWith(slot);
    mark();
    document.querySelector(`#b${form.dataset.on} .add`)?.focus();
  }
  const empty = event.target.closest?.('[data-empties]');
  if (empty) {
    const slot = document.createElement('div');
    slot.id = empty.dataset.empties;
    const row = empty.closest('tbody');
    document.getElementById(slot.id).replaceWith(slot);
    row?.querySelector('.done .btn')?.focus();
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') event.target.closest?.('#pane .comment-form')?.querySelector('[data-cancels]')?.click();
});

// ---- the passage that is being commented on is marked in the text
function mark() {
  document.querySelector('.doc .commenting')?.classList.remove('commenting');
  const form = document.querySelector('#pane .comment-form');
  const block = form && document.getElementById(`b${form.dataset.on}`);
  if (!block) return;
  block.classList.add('commenting');
  const { top, bottom } = block.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight * (innerWidth > 1024 ? 1 : .28)) block.scrollIntoView({ block: innerWidth > 1024 ? 'center' : 'start' });
}
document.addEventListener('htmx:after:swap', event => {
  if (event.detail.ctx?.sourceElement?.id === 'autosave') return;
  mark();
  const form = document.querySelector('#pane .comment-form');
  if (form) scrollPane(form);
  else returnToText();
});

// ---- on a small screen the comments stand far below the text: who placed one goes on reading where the passage is
function returnToText() {
  const card = document.activeElement?.closest('#pane .card');
  const block = card?.closest('.passage')?.dataset.on;
  if (!block || getComputedStyle(pane()).position === 'sticky') return;
  setTimeout(() => {
    const mark = document.querySelector(`#m${block} a`);
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, 80);
}

// ---- how many comments are chosen in the list
document.addEventListener('change', event => {
  if (!event.target.matches?.('input[name="comment"][form]')) return;
  const count = document.querySelector(`[data-counts="${event.target.getAttribute('form')}"]`);
  const chosen = document.querySelectorAll(`input[name="comment"][form="${event.target.getAttribute('form')}"]:checked`).length;
  if (count) count.textContent = count.textContent.replace(/\d+/, String(chosen));
});
