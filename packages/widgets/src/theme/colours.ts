const COLOURS = 'accent accent-text bg surface text text-muted danger warning success'.split(' ');

/** Whether the page sets a colour of its own for an element; the black and white of `contrast` are ours. */
export function setsColours(element: Element): boolean {
  const style = getComputedStyle(element);
  return (
    element.getAttribute('theme') !== 'contrast' && COLOURS.some((one) => style.getPropertyValue(`--taiwa-${one}`))
  );
}
