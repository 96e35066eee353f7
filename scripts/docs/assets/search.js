// The search box of the documentation: titles, headings, types and fields, found on the page itself.
const MOST = 12;
const box = document.querySelector('#search');
const list = document.querySelector('#found');
const lang = document.documentElement.lang;

/** @type {Promise<[string, string, string, string][]> | undefined} */
let asked;
const entries = () => (asked ??= fetch('/docs/search.json').then((answer) => answer.json()));

function rank([title, , language], words) {
  const text = title.toLowerCase();
  if (!words.every((word) => text.includes(word))) return 0;
  const whole = text === words.join(' ') ? 4 : text.startsWith(words[0]) ? 2 : 1;
  return whole + (language === lang ? 1 : 0);
}

function show(found) {
  const items = found.map(([title, address, language, owner]) => {
    const link = document.createElement('a');
    link.href = address;
    link.lang = language;
    link.textContent = title;
    const item = document.createElement('li');
    item.append(link);
    if (owner && !title.startsWith(`${owner}.`)) {
      const note = document.createElement('small');
      note.textContent = owner;
      item.append(' ', note);
    }
    return item;
  });
  const all = document.createElement('ul');
  all.append(...items);
  list.replaceChildren(items.length > 0 ? all : list.ownerDocument.createTextNode(box.dataset.nothing));
  list.hidden = false;
}

async function look() {
  const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return void (list.hidden = true);
  const ranked = (await entries()).map((entry) => [rank(entry, words), entry]).filter(([points]) => points > 0);
  show(
    ranked
      .toSorted(([a], [b]) => b - a)
      .slice(0, MOST)
      .map(([, entry]) => entry),
  );
}

box.addEventListener('input', () => void look());
box.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') list.hidden = true;
  // Enter that ends a composition chooses nothing.
  if (event.key === 'Enter' && !event.isComposing) list.querySelector('a')?.click();
});

const pages = document.querySelector('nav details');
const wide = matchMedia('(width >= 900px)');
const follow = () => (pages.open = wide.matches);
wide.addEventListener('change', follow);
follow();
