/** The text that is selected inside a shadow root; undefined where none is. */
function selectedRange(root: ShadowRoot): Range | undefined {
  const selection = document.getSelection();
  // A caret in a field is no selection of the text around it.
  if (!selection || selection.rangeCount === 0 || root.activeElement instanceof HTMLTextAreaElement) return undefined;
  const [found] =
    'getComposedRanges' in selection
      ? selection.getComposedRanges({ shadowRoots: [root] })
      : [(selection as Selection).getRangeAt(0)];
  if (!found || found.collapsed || !root.contains(found.startContainer)) return undefined;
  const range = document.createRange();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range.collapsed ? undefined : range;
}

/** The places of those rows on the page in which text is selected, in their order. */
export function selectedRows(root: ShadowRoot, scroller: HTMLElement | null): readonly number[] {
  const range = scroller && selectedRange(root);
  if (!range || !scroller.contains(range.startContainer)) return [];
  return [...scroller.querySelectorAll<HTMLElement>('[data-index]')]
    .filter((row) => range.intersectsNode(row))
    .map(({ dataset }) => Number(dataset['index']));
}
