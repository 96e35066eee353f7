/** The language of the nearest `lang` around an element, shadow hosts included; the browser's where nobody says one. */
export function nearestLang(element: Element): string {
  for (let node: Node | null = element; node; node = parentAcross(node)) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang) return lang.toLowerCase();
  }
  return navigator.language.toLowerCase();
}

/** The roots around an element: its own, those of its hosts, and the document. */
export function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsOf(root.host)] : [root];
}

function parentAcross(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}
