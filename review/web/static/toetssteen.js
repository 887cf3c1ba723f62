// What the pages do beyond links and forms. Everything here is a convenience: without it every act still works.
const root = document.documentElement;
root.dataset.js = '';
const byId = id => document.getElementById(id);
const typingIn = target => target.closest?.('input, textarea, select, [contenteditable], dialog');

// ---- keyboard: j and k walk along [data-stop], n to the next unread, c follows [data-comment], ? shows the list.
// Single letters can be switched off (WCAG 2.1.4); then html carries data-keys="off".
const stops = () => [...document.querySelectorAll('[data-stop]')].filter(stop => stop.offsetParent !== null);

function walk(step, fits = () => true) {
  const all = stops();
  const here = all.indexOf(document.activeElement?.closest?.('[data-stop]'));
  const start = here < 0 && step < 0 ? all.length : here;
  for (let at = start + step; at >= 0 && at < all.length; at += step) {
    if (!fits(all[at])) continue;
    all[at].focus();
    all[at].scrollIntoView({ block: 'nearest' });
    return;
  }
}

function comment() {
  const stop = document.activeElement?.closest?.('[data-stop]');
  (stop?.querySelector('[data-comment]') ?? (stop?.matches('[data-comment]') ? stop : null))?.click();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  n: () => walk(1, stop => 'unread' in stop.dataset),
  c: comment,
  '?': () => byId('keys')?.showModal(),
};

document.addEventListener('keydown', event => {
  if (root.dataset.keys === 'off' || event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target)) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('click', event => {
  const opener = event.target.closest?.('[data-opens]');
  if (opener) byId(opener.dataset.opens)?.showModal();
  const closer = event.target.closest?.('[data-closes]');
  if (closer) byId(closer.dataset.closes)?.close();
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest?.('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// ---- typing is never lost: textareas with data-kept are kept in this tab (sessionStorage only: nothing outlives it),
// under the person who types. A text that was sent is dropped when the next page of that person arrives whole.
const person = document.body.dataset.person;
const slot = name => `kept:${person}:${name}`;
const keptKeys = () => Object.keys(sessionStorage).filter(key => key.startsWith('kept:'));

function keep(area) {
  const text = area.value;
  if (text.trim()) sessionStorage.setItem(slot(area.dataset.kept), JSON.stringify({ text }));
  else sessionStorage.removeItem(slot(area.dataset.kept));
  const note = document.querySelector(`[data-kept-for="${CSS.escape(area.dataset.kept)}"]`);
  if (note) note.textContent = text.trim() ? byId('kept-text').content.textContent.trim() : '';
}

function restore(within) {
  if (!person) return;
  for (const area of within.querySelectorAll('textarea[data-kept]')) {
    const kept = sessionStorage.getItem(slot(area.dataset.kept));
    if (kept && !area.value.trim()) { area.value = JSON.parse(kept).text; keep(area); }
  }
}

function forget(form) {
  for (const area of form.querySelectorAll('textarea[data-kept]')) sessionStorage.removeItem(slot(area.dataset.kept));
}

function tidy() {
  const refused = document.querySelector('[data-refused]');
  for (const key of keptKeys()) {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (!kept.sent) continue;
    if (person && !refused) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ text: kept.text }));
  }
  if (person) keptKeys().filter(key => !key.startsWith(`kept:${person}:`)).forEach(key => sessionStorage.removeItem(key));
}

document.addEventListener('input', event => {
  if (person && event.target.matches?.('textarea[data-kept]')) keep(event.target);
});

document.addEventListener('submit', event => {
  const form = event.target;
  if ('forgets' in form.dataset) keptKeys().forEach(key => sessionStorage.removeItem(key));
  for (const area of form.querySelectorAll('textarea[data-kept]')) {
    const kept = sessionStorage.getItem(slot(area.dataset.kept));
    if (kept) sessionStorage.setItem(slot(area.dataset.kept), JSON.stringify({ ...JSON.parse(kept), sent: true }));
  }
});

// ---- a file over its limit is told beside its field, before it is sent: the rest of the form stays as it is.
const tooLarge = input => [...input.files].some(file => file.size > Number(input.dataset.most));

function tellSize(input) {
  const id = `${input.id}-size`;
  const told = byId(id);
  const others = (input.getAttribute('aria-describedby') ?? '').split(' ').filter(one => one && one !== id);
  if (!tooLarge(input)) {
    if (!told) return;
    told.remove();
    input.removeAttribute('aria-invalid');
    input.setAttribute('aria-describedby', others.join(' '));
    return;
  }
  if (told) return;
  const line = Object.assign(document.createElement('span'), { id, className: 'error', textContent: input.dataset.over });
  line.setAttribute('role', 'alert');
  input.before(line);
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', [...others, id].join(' '));
}

document.addEventListener('change', event => {
  if (event.target.matches?.('input[type=file][data-most]')) tellSize(event.target);
});
document.addEventListener('submit', event => {
  const over = [...event.target.querySelectorAll('input[type=file][data-most]')].find(tooLarge);
  if (!over) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tellSize(over);
  over.focus();
}, true);

// ---- what takes long says so while it lasts.
document.addEventListener('submit', event => {
  const chosen = [...event.target.querySelectorAll('input[type=file]')].some(input => input.files.length);
  for (const line of event.target.querySelectorAll('[data-waiting]')) line.hidden = !chosen;
});
addEventListener('pageshow', () => document.querySelectorAll('[data-waiting]').forEach(line => { line.hidden = true; }));

// ---- htmx: what was sent well is forgotten, what failed is said, the focus goes where the work goes on.
document.addEventListener('htmx:after:request', event => {
  const { ctx } = event.detail;
  const form = ctx.sourceElement?.closest?.('form');
  if (!form) return;
  if (ctx.response.status < 400) forget(form);
  else for (const area of form.querySelectorAll('textarea[data-kept]')) keep(area);
});

document.addEventListener('htmx:before:request', event => {
  const { ctx } = event.detail;
  ctx.target?.setAttribute?.('aria-busy', 'true');
  const source = ctx.sourceElement?.closest?.('form, a');
  ctx.cameFrom = source?.getAttribute('action') ?? source?.getAttribute('href');
});

document.addEventListener('htmx:finally:request', event => {
  event.detail.ctx.target?.removeAttribute?.('aria-busy');
});

document.addEventListener('htmx:error', event => {
  const { ctx, error } = event.detail;
  if (!ctx || ctx.response || error?.name === 'AbortError' && ctx.request?.signal?.reason !== 'timeout') return;
  const message = byId('lost-connection').content.cloneNode(true);
  byId('notice').replaceChildren(message);
  byId('notice').firstElementChild.focus();
});

document.addEventListener('htmx:after:swap', event => {
  const target = event.detail.ctx?.target;
  restore(document);
  const fresh = document.querySelector('[data-focus]');
  if (!fresh) return keepPlace(event.detail.ctx);
  fresh.removeAttribute('data-focus');
  if (!fresh.matches('a, button, input, textarea, select, [tabindex]')) fresh.tabIndex = -1;
  fresh.focus({ preventScroll: Boolean(target?.contains(document.activeElement)) });
  fresh.scrollIntoView({ block: 'nearest' });
});

// What had the focus may be swapped away: then the same form goes on at its first field, or the same link has the focus,
// or what came in has it; never the top of the page.
function keepPlace(ctx) {
  if (!ctx || document.activeElement !== document.body) return;
  const same = `[action="${CSS.escape(ctx.cameFrom ?? '')}"], a[href="${CSS.escape(ctx.cameFrom ?? '')}"]`;
  const again = ctx.cameFrom && document.querySelector(same);
  const field = again?.elements && [...again.elements].find(one => one.type !== 'hidden' && one.offsetParent !== null);
  if (field ?? again) return (field ?? again).focus();
  const came = byId(ctx.target?.id);
  if (!came) return;
  came.tabIndex = -1;
  came.focus({ preventScroll: true });
}

let hide;
document.addEventListener('toetssteen:said', event => {
  const text = event.detail.text;
  byId('live').textContent = '';
  requestAnimationFrame(() => { byId('live').textContent = text; });
  const toast = byId('toast');
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(() => { toast.hidden = true; }, 5000);
});

// ---- at the start
tidy();
restore(document);
const current = document.querySelector('.sub-ways [aria-current]');
if (current) {  // scrollIntoView would have the first Tab start from here, past the way to the content
  const row = current.closest('ul'), seen = row.getBoundingClientRect(), own = current.getBoundingClientRect();
  row.scrollLeft += own.left - seen.left - (seen.width - own.width) / 2;
}
document.querySelector('.summary[autofocus], .notice[autofocus]')?.focus();
