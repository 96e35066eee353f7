/*
 * Where drafts live, and why there: in localStorage of the page's origin, one entry per server, person and subject.
 * They have to outlive a reload, a crash and a lost connection, and be written in the instant in which a page goes away;
 * only localStorage does all of that. What is in them the person has just typed into this very page. They are removed
 * as soon as the server has them, when the provider is told to sign out, when somebody else signs in here, and after
 * seven days. Signing in again after a session ran out is no sign-out: the draft is what one comes back for.
 */
const PREFIX = 'taiwa:draft:';
const KEEP_MS = 7 * 86_400_000;

/** Whose draft it is and what it is about. */
export interface DraftKey {
  readonly server: string;
  readonly userId: string;
  readonly subject: string;
}

/** Keeps a draft on this device. Where the browser keeps nothing (private windows, full disks) it is simply not kept. */
export function keepDraft(key: DraftKey, draft: object): void {
  attempt(() => localStorage.setItem(nameOf(key), JSON.stringify({ at: Date.now(), draft })));
}

/** The draft kept under a key, if it is one; drafts of other people and old ones are removed on the way. */
export function readDraft<Draft>(key: DraftKey, isDraft: (value: unknown) => value is Draft): Draft | undefined {
  removeDrafts(({ name, at }) => isForeign(name, key) || Date.now() - at > KEEP_MS);
  const draft = entry(nameOf(key))?.draft;
  return isDraft(draft) ? draft : undefined;
}

/** Removes a draft: the server has it. */
export function dropDraft(key: DraftKey): void {
  attempt(() => localStorage.removeItem(nameOf(key)));
}

/** Removes every draft of a server on this device: the person signs out. */
export function dropDraftsOf(server: string): void {
  removeDrafts(({ name }) => name.startsWith(`${PREFIX}${server}|`));
}

function nameOf({ server, userId, subject }: DraftKey): string {
  return `${PREFIX}${server}|${userId}|${subject}`;
}

function isForeign(name: string, { server, userId }: DraftKey): boolean {
  return name.startsWith(`${PREFIX}${server}|`) && !name.startsWith(`${PREFIX}${server}|${userId}|`);
}

function removeDrafts(isDue: (kept: { readonly name: string; readonly at: number }) => boolean): void {
  const names = attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) ?? [];
  for (const name of names) {
    if (isDue({ name, at: entry(name)?.at ?? 0 })) attempt(() => localStorage.removeItem(name));
  }
}

function entry(name: string): { readonly at: number; readonly draft: unknown } | undefined {
  const kept: unknown = attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null'));
  if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('draft' in kept)) return undefined;
  return typeof kept.at === 'number' ? { at: kept.at, draft: kept.draft } : undefined;
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
