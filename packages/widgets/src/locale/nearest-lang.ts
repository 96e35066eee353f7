import { pageSettings } from '../data/page-settings.ts';

/**
 * The language of the nearest `lang` around an element, shadow hosts included; what the page was configured with counts
 * before the `lang` of the page itself, and the browser's language where nobody says one.
 */
export function nearestLang(element: Element): string {
  for (let node: Node | null = element; node; node = parentAcross(node)) {
    const lang = node instanceof Element ? langOf(node) : null;
    if (lang) return lang.toLowerCase();
  }
  return navigator.language.toLowerCase();
}

/** The roots around an element: its own, those of its hosts, and the document. */
export function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsOf(root.host)] : [root];
}

/** Whether a provider stands around an element, of whichever copy and defined or not. */
export function isInProvider(element: Element): boolean {
  for (let node = parentAcross(element); node; node = parentAcross(node))
    if (node instanceof Element && node.localName.endsWith('taiwa-provider')) return true;
  return false;
}

function langOf(element: Element): string | null {
  const { lang } = pageSettings();
  return (element === document.documentElement && lang) || element.getAttribute('lang');
}

function parentAcross(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}
