import type { Cue } from './caption.ts';

const PREFIX = /^(?:>>\s*)?([^\s:：<>][^:：<>\n.?!。？！]{0,59}?)\s*[:：]\s*(?=\S)/u;
const ALONE = /^[([（【]([^()[\]（）【】\n]{1,60})[)\]）】]\s*\n/u;

/**
 * Takes names that stand in the words ("Aoi Sato: …", "(Aoi Sato)" on a line of its own) out of them.
 * A beginning counts as a name when half of the cues begin so or the same one returns: a single "Note: …" was spoken.
 * Where a file names a speaker only when they change, those who go on speaking keep their name.
 */
export function namedByPrefix(cues: readonly Cue[]): Cue[] {
  if (cues.some(({ speaker }) => speaker !== null)) return [...cues];
  const found = cues.map(({ text }) => ALONE.exec(text) ?? PREFIX.exec(text));
  const counts = new Map<string, number>();
  for (const name of found) if (name?.[1]) counts.set(name[1], (counts.get(name[1]) ?? 0) + 1);
  const half = found.filter(Boolean).length * 2 >= cues.length;
  const names = found.map((one) => (one?.[1] && (half || (counts.get(one[1]) ?? 0) > 1) ? one : null));
  const onlyChanges = names.every((one, at) => one === null || one[1] !== names[at - 1]?.[1]);
  let last: string | null = null;
  return cues.map((cue, at) => {
    const name = names[at];
    if (name?.[1]) {
      last = name[1];
      return { ...cue, speaker: last, text: cue.text.slice(name[0].length).trim() };
    }
    return onlyChanges ? { ...cue, speaker: last } : cue;
  });
}
