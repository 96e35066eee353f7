import type { Settings } from './settings.ts';

/** Ways of putting an element into a page. */
export const SNIPPETS = ['html', 'react', 'placeholder'] as const;
/** One of them. */
export type Snippet = (typeof SNIPPETS)[number];

const SCRIPT = (url: string) =>
  `<script src="${url}/embed/v1/taiwa.js" data-token-endpoint="/taiwa-token" defer></script>`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function said({ element, theme, preset, lang, attributes }: Settings): readonly (readonly [string, string])[] {
  const own = element.attributes.flatMap(({ name }) => (attributes[name] ? [[name, attributes[name]] as const] : []));
  const looks = [
    ...(theme === 'auto' ? [] : [['theme', theme] as const]),
    ...(preset === 'plain' ? [] : [['preset', preset] as const]),
  ];
  return [...own, ...looks, ['lang', lang] as const];
}

const inTag = (attributes: readonly (readonly [string, string])[], prefix = ''): string =>
  attributes.map(([name, value]) => ` ${prefix}${name}="${escape(value)}"`).join('');

function react(settings: Settings, url: string): string {
  const { element } = settings;
  const name = `Taiwa${element.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  const props = said(settings)
    .filter(([attribute]) => attribute !== 'lang')
    .map(([attribute, value]) => {
      const prop = attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      return ` ${prop}={${JSON.stringify(value)}}`;
    });
  return `import { ${name}, TaiwaProvider } from '@taiwa/widgets/react';

<TaiwaProvider url="${url}" tokenEndpoint="/taiwa-token" lang="${settings.lang}">
  <${name}${props.join('')} />
</TaiwaProvider>;`;
}

/** What to put into a page to have there what is chosen here; the token endpoint is the page's own. */
export function snippetOf(kind: Snippet, settings: Settings, url: string): string {
  const { tag, name } = settings.element;
  if (kind === 'react') return react(settings, url);
  if (kind === 'html') return `${SCRIPT(url)}\n<${tag}${inTag(said(settings))}></${tag}>`;
  return `${SCRIPT(url)}\n<div data-taiwa-widget="${name}"${inTag(said(settings), 'data-taiwa-')}></div>`;
}
