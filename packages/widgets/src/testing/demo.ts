import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/500.css';
import '@fontsource/noto-sans-jp/600.css';
import './demo.css';

/*
 * Plays a demo page: opens a world as `data-story` says and gives it to the provider as the person in `data-as`.
 * ?lang=en, ?theme=dark, ?as=ken and ?story={"prepared":true} say otherwise.
 */
const given = new URL(location.href).searchParams;
const { dataset } = document.body;
const story = given.get('story') ?? dataset['story'] ?? '{}';
const { name } = await (await fetch('/world', { method: 'POST', body: story })).json();
const theme = given.get('theme') ?? 'light';

document.documentElement.lang = given.get('lang') ?? 'ja';
document.documentElement.dataset['theme'] = theme;
for (const provider of document.querySelectorAll('taiwa-provider')) {
  const as = given.get('as') ?? provider.getAttribute('data-as') ?? dataset['as'] ?? 'aoi';
  provider.setAttribute('theme', theme);
  provider.setAttribute('url', new URL(`/world/${name}`, location.href).href);
  provider.setAttribute('token-endpoint', `/world/${name}/token?as=usr_${as}`);
}
await Promise.all([...document.querySelectorAll(':not(:defined)')].map(({ localName }) => load(localName)));

async function load(tag: string): Promise<void> {
  const elements = import.meta.glob<unknown>('../elements/*/*.define.ts');
  const element = tag.replace(/^taiwa-/, '');
  await elements[`../elements/${element}/${element}.define.ts`]?.();
}
