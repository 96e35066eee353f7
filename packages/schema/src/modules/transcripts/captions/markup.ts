/** A run of words in one voice; null where the markup names none. */
export interface Voice {
  readonly speaker: string | null;
  readonly text: string;
}

const VTT_TAG = /<(?:\/?(?:c|i|b|u|ruby|rt|lang)(?:[.\s][^<>]{0,200})?|\/v|[\d:.]{1,20})>/gi;
const SRT_TAG = /<\/?(?:i|b|u|s|font)(?:\s[^<>]{0,200})?>|\{\\an?\d\}/gi;
const VOICE = /<v(?:\.[^\s<>]{0,100})?(?:\s{1,9}([^\s<>][^<>]{0,199}))?>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
};

/** The voices of a WebVTT cue in their order, without its known tags; an unknown tag stays, it may have been spoken. */
export function voicesOf(markup: string): Voice[] {
  const marks = [...markup.matchAll(VOICE)];
  const ahead = voice(null, markup.slice(0, marks[0]?.index));
  return [
    ahead,
    ...marks.map((mark, at) => voice(mark[1] ?? null, markup.slice(mark.index + mark[0].length, marks[at + 1]?.index))),
  ].filter(({ text }) => text !== '');
}

/** The words of a SubRip cue without its styling; it knows no entities. */
export const wordsOfSrt = (markup: string): string => markup.replace(SRT_TAG, '').trim();

function voice(name: string | null, markup: string): Voice {
  const speaker = name === null ? '' : decoded(name).trim();
  return { speaker: speaker === '' ? null : speaker, text: decoded(markup.replace(VTT_TAG, '')).trim() };
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return point > 0 && point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff)
      ? String.fromCodePoint(point)
      : whole;
  });
}
