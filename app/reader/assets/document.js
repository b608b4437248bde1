// Shows what is known of a mention or a statement beside it, while the pointer or the focus is on it. All of it stands in the
// lists of the page as well: this only brings it nearer. Escape closes the card; it stays while the pointer is on it.
const card = document.getElementById('card');
const text = document.querySelector('.text');
card.setAttribute('role', 'tooltip');

let shownFor = null;
let leaving;

/** What a mark is about: the parts of the lists that tell of it. */
function about(mark) {
  const parts = [];
  const { mention } = mark.dataset;
  if (mention !== undefined) {
    const details = document.getElementById(`d${mention}`);
    const entity = details.closest('.entities > li');
    parts.push(entity.querySelector('.about'), details, origin('entities'));
  }
  for (const id of statementsAround(mark)) parts.push(document.getElementById(`a${id}`).querySelector('.about'));
  if (parts.length === 0 || mention === undefined) parts.push(origin('attribution'));
  return parts;
}

function origin(stage) {
  return document.querySelector(`.origin[data-stage="${stage}"]`);
}

/** The statements that a mark stands in, the innermost first. */
function statementsAround(mark) {
  const ids = [];
  for (let at = mark.closest('[data-statement]'); at !== null; at = at.parentElement.closest('[data-statement]')) {
    if (!ids.includes(at.dataset.statement)) ids.push(at.dataset.statement);
  }
  return ids;
}

function show(mark) {
  clearTimeout(leaving);
  if (shownFor === mark) return;
  hide();
  shownFor = mark;
  card.replaceChildren(...about(mark).map(copy));
  card.hidden = false;
  mark.setAttribute('aria-describedby', 'card');
  for (const id of statementsAround(mark)) {
    for (const piece of text.querySelectorAll(`.content[data-statement="${id}"]`)) piece.classList.add('shown');
  }
  place(mark);
}

/** A copy that is only read: no second elements of one id, no links that the Tab key would come by. */
function copy(part) {
  const clone = document.createElement('div');
  clone.append(...part.cloneNode(true).childNodes);
  for (const link of clone.querySelectorAll('a')) {
    if (link.className === 'origin') link.remove();
    else link.replaceWith(...link.childNodes);
  }
  return clone;
}

/** Below the line that the mark stands on, or above it where there is no room; within the window. */
function place(mark) {
  const box = mark.getClientRects()[0];
  const { offsetWidth: width, offsetHeight: height } = card;
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(8, Math.min(box.left, clientWidth - width - 8));
  const fits = box.bottom + height + 8 <= clientHeight || box.top < height + 8;
  const top = fits ? box.bottom + 4 : box.top - height - 4;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

function hide() {
  clearTimeout(leaving);
  if (shownFor === null) return;
  shownFor.removeAttribute('aria-describedby');
  for (const piece of text.querySelectorAll('.shown')) piece.classList.remove('shown');
  shownFor = null;
  card.hidden = true;
}

/** Time to move the pointer from the mark to the card. */
function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 250);
}

const markOf = (event) => event.target.closest('[data-mention], [data-statement]');

text.addEventListener('pointerover', (event) => {
  const mark = markOf(event);
  if (mark !== null) show(mark);
  else hideSoon();
});
text.addEventListener('pointerleave', hideSoon);
text.addEventListener('focusin', (event) => {
  const mark = markOf(event);
  if (mark !== null) show(mark);
});
text.addEventListener('focusout', hideSoon);
card.addEventListener('pointerenter', () => clearTimeout(leaving));
card.addEventListener('pointerleave', hideSoon);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});

// What a link leads to is in a closed list: open it.
function openTarget() {
  const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  target?.closest('details')?.setAttribute('open', '');
}
addEventListener('hashchange', openTarget);
openTarget();
