import { elements, type PlayElement } from './catalogue.ts';
import { CONDITIONS, type Condition } from './conditions.ts';

/** Colours one can choose. */
export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
/** Looks one can choose; `plain` is what nobody has to ask for. */
export const PRESETS = ['plain', 'fluent', 'smarthr'] as const;
/** Widths in pixels of the place in which the element stands; all there is for `full`. */
export const WIDTHS = ['full', '320', '480', '768'] as const;

/** Everything that is chosen; it stands in the address, so that a view can be shared and goes back with the browser. */
export interface Settings {
  readonly element: PlayElement;
  readonly as: string;
  readonly lang: 'ja' | 'en';
  readonly theme: (typeof THEMES)[number];
  readonly preset: (typeof PRESETS)[number];
  readonly width: (typeof WIDTHS)[number];
  readonly condition: Condition;
  /** Attributes of the element by name; an empty one is not set. */
  readonly attributes: Readonly<Record<string, string>>;
}

const oneOf = <Value extends string>(all: readonly Value[], given: string | null, otherwise: Value): Value =>
  all.find((one) => one === given) ?? otherwise;

/** What an address says, with something sensible for what it does not say. Throws where there is no element at all. */
export function readSettings(address: URL): Settings {
  const said = address.searchParams;
  const element =
    elements.find(({ name }) => name === said.get('element')) ??
    elements.find(({ name }) => name === 'prep') ??
    elements[0];
  if (!element) throw new Error('The manifest names no element.');
  const attributes = Object.fromEntries(element.attributes.map(({ name }) => [name, said.get(name) ?? '']));
  return {
    element,
    as: said.get('as') ?? 'member',
    lang: oneOf(['ja', 'en'], said.get('lang'), navigator.language.startsWith('ja') ? 'ja' : 'en'),
    theme: oneOf(THEMES, said.get('theme'), 'auto'),
    preset: oneOf(PRESETS, said.get('preset'), 'plain'),
    width: oneOf(WIDTHS, said.get('width'), 'full'),
    condition: oneOf(CONDITIONS, said.get('state'), 'there'),
    attributes,
  };
}

/** The address that says the same. */
export function addressOf({ element, as, lang, theme, preset, width, condition, attributes }: Settings): string {
  const said = new URLSearchParams({ element: element.name, as, lang, theme, preset, width, state: condition });
  for (const [name, value] of Object.entries(attributes)) if (value) said.set(name, value);
  return `${location.pathname}?${said}`;
}
