import type { PageSettings } from '../data/page-settings.ts';

/*
 * The autoloader: one small classic script. It finds elements and placeholders, now and later, in open shadow roots too,
 * and imports what they need from the files of its own version. It is built last, when the names of those files are known.
 */
declare const TAIWA_VERSION: string;
declare const TAIWA_FILES: Readonly<Record<string, string>>;

/** What one file brings: the class of an element by its name, or `configure`. */
type Module = Readonly<Record<string, CustomElementConstructor>> & { configure(given: PageSettings): void };

/** What the page's own scripts find at `window.taiwa` (`window.acmeTaiwa` with a prefix). */
interface Loader {
  readonly version: string;
  configure(given: PageSettings): void;
  /** Looks for elements inside something the loader cannot see by itself, such as a closed shadow root. */
  scan(root: ParentNode & Node): void;
}

const files: Readonly<Record<string, string>> = TAIWA_FILES;
const KEYS = ['url', 'tokenEndpoint', 'theme', 'preset', 'lang', 'isolation'] as const;

// A page may load the script as a module, where nobody says which script runs.
const script = document.currentScript ?? document.querySelector('script[src*="/taiwa.js"]');
const given = script instanceof HTMLScriptElement ? script.dataset : {};
const source = script instanceof HTMLScriptElement && script.src ? script.src : location.href;
const prefix = given.prefix ? `${given.prefix}-` : '';
const handle = given.prefix ? `${given.prefix}Taiwa` : 'taiwa';
const marker = `data-${prefix}taiwa-`;

// Copies of every version find each other here: who registers which tag.
const SHARED = Symbol.for('taiwa.embed');
const known: unknown = Reflect.get(window, SHARED);
const owners: Map<string, string> = known instanceof Map ? known : new Map<string, string>();
Reflect.set(window, SHARED, owners);

const note = (text: string): void => console.info(`taiwa ${TAIWA_VERSION}: ${text}`);
const load = (file: string): Promise<Module> =>
  import(/* @vite-ignore */ new URL(`../${TAIWA_VERSION}/${file}`, source).href);

const settings: Record<string, unknown> = { url: new URL('../..', source).href.slice(0, -1) };
for (const key of KEYS) if (given[key]) settings[key] = given[key];
if ('bound' in given) settings.bound = true;
let ready: Promise<Module> | undefined;

function prepare(): Promise<Module> {
  ready ??= load(files['configure'] ?? '').then((one) => {
    one.configure(settings);
    return one;
  });
  return ready;
}

async function bring(name: string): Promise<void> {
  const tag = `${prefix}taiwa-${name}`;
  const owner = owners.get(tag);
  if (owner === TAIWA_VERSION) return;
  const file = files[name];
  if (!file) return;
  if (owner || customElements.get(tag)) {
    owners.set(tag, TAIWA_VERSION);
    return note(`<${tag}> is already registered${owner ? ` by version ${owner}` : ''}. Use data-prefix for both.`);
  }
  owners.set(tag, TAIWA_VERSION);
  try {
    const [module] = await Promise.all([load(file), prepare()]);
    const found = module[`Taiwa${name.replace(/(?:^|-)./g, (one) => one.slice(-1).toUpperCase())}`];
    // A class can have one name only.
    if (found && !customElements.get(tag)) customElements.define(tag, prefix ? class extends found {} : found);
  } catch (error) {
    owners.delete(tag);
    console.error(`taiwa ${TAIWA_VERSION}: ${file} could not be loaded.`, error);
  }
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name, value } of from.attributes)
    if (name.startsWith(marker) && name !== `${marker}widget`) to.setAttribute(name.slice(marker.length), value);
}

function fill(place: Element, name: string): void {
  if (!files[name] || place.querySelector(':scope > [data-taiwa-made]')) return;
  const made = document.createElement(`${prefix}taiwa-${name}`);
  made.dataset.taiwaMade = '';
  copyAttributes(place, made);
  made.append(...place.childNodes);
  place.append(made);
  new MutationObserver(() => copyAttributes(place, made)).observe(place, { attributes: true });
}

function look(element: Element): void {
  const { localName, shadowRoot } = element;
  const place = element.getAttribute(`${marker}widget`);
  if (place) fill(element, place);
  if (localName.startsWith(`${prefix}taiwa-`)) void bring(localName.slice(prefix.length + 6));
  if (shadowRoot) scan(shadowRoot);
  else if (localName.includes('-') && !customElements.get(localName))
    // Its shadow root comes when it is defined.
    void customElements.whenDefined(localName).then(() => element.shadowRoot && scan(element.shadowRoot));
}

const watched = new WeakSet<Node>();
const observer = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) lookInto(node);
});

function lookInto(element: Element): void {
  look(element);
  element.querySelectorAll('*').forEach(look);
}

function scan(root: ParentNode & Node): void {
  if (watched.has(root)) return;
  watched.add(root);
  observer.observe(root, { childList: true, subtree: true });
  root.querySelectorAll('*').forEach(look);
}

function start(): void {
  const loader: Loader = {
    version: TAIWA_VERSION,
    configure: (more) => {
      Object.assign(settings, more);
      void ready?.then((one) => one.configure(more));
    },
    scan,
  };
  const first: unknown = Reflect.get(window, handle);
  if (typeof first === 'object' && first !== null && 'version' in first) {
    if (first.version === TAIWA_VERSION) return note('loaded twice; once is enough.');
    note(`version ${String(first.version)} is here too; each element is of the version that found it first.`);
  } else Reflect.set(window, handle, loader);
  scan(document);
}

start();
