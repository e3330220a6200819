// The page works without this. It filters as you type, swaps what changed in place, and tells when the connection is lost.
'use strict';

const policies = document.getElementById('policies');
const filter = document.querySelector('.filter');

// --- What is shown: by state, namespace and words.

function sift() {
  const asked = new FormData(filter);
  const health = new Set(asked.getAll('health'));
  const namespace = asked.get('namespace');
  const text = asked.get('text').trim().toLowerCase();
  let shown = 0;
  for (const entry of policies.children) {
    const data = entry.querySelector('article').dataset;
    const fits = (!health.size || health.has(data.health)) && (!namespace || namespace === data.namespace) && data.words.includes(text);
    entry.hidden = !fits;
    shown += fits;
  }
  document.getElementById('none').hidden = shown > 0 || !policies.children.length;
}

function count() {
  const all = {};
  for (const article of policies.querySelectorAll('article')) {
    all[article.dataset.health] = (all[article.dataset.health] ?? 0) + 1;
  }
  for (const chip of filter.querySelectorAll('[data-count]')) {
    const number = all[chip.dataset.count] ?? 0;
    write(chip, String(number));
    chip.closest('.chip').classList.toggle('none', number === 0);
  }
  const down = all.Down ?? 0;
  document.title = (down ? `${down} down · ` : '') + 'Connectivity';
  const ailing = ['Down', 'Degraded', 'Unknown'].filter(health => all[health]);
  write(document.getElementById('tally'), ailing.map(health => `${all[health]} ${health.toLowerCase()}`).join(', '));
  causes();
}

// How many are not well for which reason, as the server has it; those that are asked for are marked.
function causes() {
  const all = {};
  for (const { dataset } of policies.querySelectorAll('[data-reason]')) {
    all[dataset.reason] = (all[dataset.reason] ?? 0) + 1;
  }
  const sorted = Object.entries(all).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const list = document.getElementById('causes');
  const fresh = list.cloneNode();
  fresh.hidden = sorted.length < 2;
  for (const [reason, number] of sorted) {
    const link = parsed('<li><a><b></b> </a></li>').firstChild;
    link.href = `?text=${encodeURIComponent(reason)}`;
    link.firstChild.textContent = number;
    link.append(reason);
    link.normalize();
    if (reason.toLowerCase() === filter.elements.text.value.trim().toLowerCase()) {
      link.setAttribute('aria-current', 'true');
    }
    fresh.append(link.parentElement);
  }
  adapt(list, fresh);
}

function remember() {
  const asked = new URLSearchParams([...new FormData(filter)].filter(([, value]) => value));
  history.replaceState(null, '', asked.size ? `?${asked}` : location.pathname);
}

if (filter) {
  filter.addEventListener('input', () => { sift(); remember(); causes(); });
  // What is asked for is what the server shows in full.
  filter.addEventListener('change', () => { leave(); connect(); });
  document.getElementById('causes').addEventListener('click', event => {
    const link = event.target.closest('a');
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const text = filter.elements.text;
      text.value = link.hasAttribute('aria-current') ? '' : link.lastChild.textContent.trim();
      text.dispatchEvent(new Event('input', { bubbles: true }));
      text.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  filter.addEventListener('submit', event => event.preventDefault());
}

// --- What changes: the old elements stay where they can, so that focus, scroll and what is open stay too.

function write(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

const touched = new WeakSet(); // what somebody opened or closed stays so

document.addEventListener('click', event => {
  const summary = event.target.closest('summary');
  if (summary) {
    touched.add(summary.parentElement);
  }
});

function adapt(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || (old.id ?? '') !== (fresh.id ?? '')) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) {
      old.nodeValue = fresh.nodeValue;
    }
    return;
  }
  if (old.isEqualNode(fresh) || old.matches('.readout') && fresh.matches('.readout')) {
    return;
  }
  const open = touched.has(old) ? old.open : fresh.open;
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  if (old.nodeName === 'DETAILS') {
    old.open = open;
  }
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  after.forEach((child, i) => (i < before.length ? adapt(before[i], child) : old.append(child)));
  before.slice(after.length).forEach(child => child.remove());
}

function parsed(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

const waiting = new Map(); // what changed while something in it is selected

function swap(id, html) {
  const place = document.getElementById(id);
  const selection = getSelection();
  if (!selection.isCollapsed && place.contains(selection.anchorNode)) {
    waiting.set(id, html);
    return;
  }
  waiting.delete(id);
  const old = place.querySelector('article');
  const fresh = parsed(html);
  if (!old) {
    place.append(fresh);
  } else {
    const turned = old.dataset.health !== fresh.dataset.health;
    const reading = readings(place);
    adapt(old, fresh);
    readOn(place, reading);
    if (turned) {
      const article = place.querySelector('article');
      article.classList.add('changed');
      article.addEventListener('animationend', () => article.classList.remove('changed'), { once: true });
    }
  }
}

document.addEventListener('selectionchange', () => {
  if (waiting.size && getSelection().isCollapsed) {
    [...waiting].forEach(([id, html]) => document.getElementById(id) && swap(id, html));
  }
});

// Entries are moved only where they stand wrong: what is moved loses the focus.
function arrange(order) {
  const wanted = new Set(order);
  for (const entry of [...policies.children]) {
    if (!wanted.has(entry.id)) {
      entry.remove();
    }
  }
  order.forEach((id, i) => {
    let entry = document.getElementById(id);
    if (!entry) {
      entry = document.createElement('li');
      entry.id = id;
    }
    if (policies.children[i] !== entry) {
      const focused = entry.contains(document.activeElement) ? document.activeElement : null;
      policies.insertBefore(entry, policies.children[i] ?? null);
      focused?.focus({ preventScroll: true });
    }
  });
}

function change({ order, changed }) {
  if (policies) {
    if (order) {
      arrange(order);
    }
    changed.forEach(([id, html]) => swap(id, html));
    sift();
    count();
  } else {
    changed.forEach(([, html]) => swap('policy', html));
  }
}

// --- The connection. A tab that nobody looks at has none.

const live = document.getElementById('live');
const SILENCE = 10_000; // the server says something every 3 s
let source = null;
let last = 0;
let pause = 1_000;
let again = 0;
let ended = false;

function say(state, words) {
  live.classList.toggle('on', state === 'on');
  live.classList.toggle('lost', state === 'lost');
  write(live.querySelector('.said'), words);
}

function heard(asOf) {
  last = Date.now();
  pause = 1_000;
  live.dataset.asOf = asOf;
  write(live.querySelector('.clock'), `${asOf} UTC`);
  say('on', 'Live');
}

function leave() {
  source?.close();
  source = null;
}

function lost() {
  leave();
  if (ended || document.hidden) {
    return;
  }
  write(live.querySelector('.clock'), '');
  say('lost', `As of ${live.dataset.asOf} UTC, reconnecting`);
  clearTimeout(again);
  again = setTimeout(connect, pause);
  pause = Math.min(pause * 2, 10_000);
}

// Whoever may not see the page any more need not try again.
async function refused() {
  lost();
  const status = await fetch(location, { method: 'HEAD' }).then(answer => answer.status, () => 0);
  if (status === 401 || status === 404) {
    ended = true;
    location.reload();
  }
}

function connect() {
  clearTimeout(again);
  if (source || ended || document.hidden) {
    return;
  }
  last = Date.now();
  source = new EventSource(document.body.dataset.events + (filter ? location.search : ''));
  source.addEventListener('change', event => {
    const told = JSON.parse(event.data);
    change(told);
    heard(told.asOf);
  });
  source.addEventListener('beat', event => heard(event.data));
  // Rights, or what was looked at, have gone: the page itself says what to do.
  source.addEventListener('end', () => {
    ended = true;
    lost();
    location.reload();
  });
  source.onerror = refused;
}

if (live) {
  connect();
  setInterval(() => source && Date.now() - last > SILENCE && lost(), 1_000);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      leave();
      say('', `As of ${live.dataset.asOf} UTC`);
      write(live.querySelector('.clock'), '');
    } else {
      connect();
    }
  });
}

// --- Strips read out the attempt under the pointer, or the one that arrow keys lead to.

function readOut(strip, tick) {
  strip.querySelector('.at')?.classList.remove('at');
  tick?.classList.add('at');
  const readout = strip.parentElement.querySelector('.readout');
  write(readout, tick ? tick.textContent : '');
}

// By their strips' order: an attempt that is read out moves along with its strip, and ends where that drops it.
function readings(place) {
  return [...place.querySelectorAll('.strip')].map(strip => strip.querySelector('.at')?.textContent);
}

function readOn(place, reading) {
  place.querySelectorAll('.strip').forEach((strip, i) =>
    readOut(strip, [...strip.children].find(tick => tick.textContent === reading[i])));
}

function tickAt(strip) {
  return strip.querySelector('.at') ?? strip.lastElementChild;
}

document.addEventListener('pointerover', event => {
  const tick = event.target.closest('.strip li');
  if (tick) {
    readOut(tick.parentElement, tick);
  }
});
document.addEventListener('focusin', event => {
  if (event.target.matches('.strip')) {
    readOut(event.target, tickAt(event.target));
  }
});
document.addEventListener('focusout', event => event.target.matches?.('.strip') && readOut(event.target, null));
document.addEventListener('keydown', event => {
  if (!event.target.matches('.strip')) {
    return;
  }
  const strip = event.target;
  const at = tickAt(strip);
  const steps = {
    ArrowLeft: at.previousElementSibling,
    ArrowRight: at.nextElementSibling,
    Home: strip.firstElementChild,
    End: strip.lastElementChild,
  };
  if (event.key in steps) {
    event.preventDefault();
    readOut(strip, steps[event.key] ?? at);
  }
});

// --- What is to be copied.

document.documentElement.classList.add('scripted');
document.addEventListener('click', async event => {
  const button = event.target.closest('.patch button');
  if (button) {
    await copy(button.parentElement.querySelector('code'));
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2_000);
  }
});

// Only a secure context has a clipboard; elsewhere what is to be copied is selected.
async function copy(code) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(code.textContent);
    return;
  }
  getSelection().selectAllChildren(code);
  document.execCommand('copy');
}
