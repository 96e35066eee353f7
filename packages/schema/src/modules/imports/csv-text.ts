const BOM = '\u{FEFF}';

function decodeAs(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}

const isUtf16 = (content: Uint8Array): boolean => content[0] === 0xff && content[1] === 0xfe;

/**
 * The text of a file as spreadsheets save it: UTF-8 with or without a byte order mark, CP932 (Shift_JIS as Windows writes
 * it), or UTF-16 with a mark. Null where it is none of them.
 */
export function decodeCsv(content: Uint8Array): string | null {
  const text = isUtf16(content)
    ? decodeAs('utf-16le', content)
    : (decodeAs('utf-8', content) ?? decodeAs('shift_jis', content));
  return text?.startsWith(BOM) ? text.slice(BOM.length) : text;
}

/** The text with half-width kana (ｶﾞ) in full width (ガ), and everything else as it was. */
export const widened = (text: string): string => text.replaceAll(/[\uFF61-\uFF9F]+/g, (kana) => kana.normalize('NFKC'));
