// Search as you type: asks for the list that the form would lead to, and puts it in the place of the one that is shown.
// Without this script the form's button does the same.
const form = document.querySelector('form[data-live]');
const list = document.getElementById(form.dataset.live);
const status = document.getElementById('status');
/** Milliseconds without a key before it is asked. */
const PAUSE = 120;
let timer;
let request;

async function refresh() {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
  const shown = new URL(location.pathname, location.href);
  shown.search = query;
  query.set('partial', '1');
  list.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(`${shown.pathname}?${query}`, { signal });
    if (!answer.ok) throw new Error(`the reader answered ${answer.status}`);
    list.innerHTML = await answer.text();
    history.replaceState(null, '', shown);
    status.textContent = `${list.querySelectorAll('.results > li, tbody > tr').length} ${form.dataset.things} shown`;
  } catch (error) {
    if (signal.aborted) return;
    list.textContent = `The list could not be fetched: ${error.message}. Use the button Search.`;
  }
  list.removeAttribute('aria-busy');
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
