import type { Hint } from '../../generated/prisma/client.ts';
import { asSystem } from '../../kernel/database.ts';
import { randomId, registerIds } from '../../kernel/ids.ts';
import { retain } from '../../kernel/retention.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';
import { helpedBand } from './helped-band.ts';

registerIds({ shi: 'SharedHint' });

type Db = SystemDb<'publishHints'>;

/** Fewest people and tenants with released hints for a topic and response before any of them is published. */
const PEOPLE = 3;
const TENANTS = 2;

/**
 * Reports, each of another reader, after which a hint is hidden until an admin has looked at it again: the least, and more the
 * more readers it helped, so that two accounts cannot take away what many find good.
 */
export const reportsToHide = (least: number, helped: number): number => Math.max(least, Math.ceil(helped / 10));

const cellOf = ({ topicCode, response }: Hint): string => `${topicCode} ${response}`;
const distinct = (values: readonly string[]): number => new Set(values).size;

/** The released hints of cells in which enough people of enough tenants have some. */
function publishable(released: readonly Hint[]): Hint[] {
  const cells = new Map<string, Hint[]>();
  for (const hint of released) cells.set(cellOf(hint), [...(cells.get(cellOf(hint)) ?? []), hint]);
  return [...cells.values()]
    .filter((hints) => distinct(hints.map(({ tenantId }) => tenantId)) >= TENANTS)
    .filter((hints) => distinct(hints.map((hint) => `${hint.tenantId} ${hint.authorPseudonym}`)) >= PEOPLE)
    .flat();
}

async function publish(db: Db, hint: Hint): Promise<string> {
  const { kind, topicCode, response, text, language, leftMonth: month, tenantId, id: hintId } = hint;
  const id = randomId('shi');
  // Only what is approved is released, and its words are sealed no more.
  const copy = { id, kind, topicCode, response, text: text ?? '', language, month };
  await db.sharedHint.createMany({ data: [copy] });
  await db.hint.updateMany({ where: { tenantId, id: hintId }, data: { sharedId: id } });
  return id;
}

/** Sends shared hints that several readers reported back to an admin of their tenant. */
async function hideReported(db: Db): Promise<void> {
  const reports = await db.hintReport.findMany({ where: { hintId: { startsWith: 'shi_' } } });
  for (const hintId of new Set(reports.map((report) => report.hintId))) {
    const own = reports.filter((report) => report.hintId === hintId);
    const helped = await db.hintHelp.count({ where: { hintId } });
    const isByEnough = own.length >= reportsToHide(PEOPLE, helped);
    // As many as it takes to publish it: what one company holds against it stays that company's.
    if (!isByEnough || distinct(own.map(({ tenantId }) => tenantId)) < TENANTS) continue;
    const reportedFor = [...new Set(own.map(({ reason }) => reason))];
    await db.hint.updateMany({ where: { sharedId: hintId }, data: { poolState: 'WAITING', reportedFor } });
    await db.hintReport.deleteMany({ where: { hintId } });
  }
}

async function countHelped(db: Db, ids: readonly string[]): Promise<void> {
  const groups = await db.hintHelp.groupBy({
    by: ['hintId'],
    where: { hintId: { in: [...ids] } },
    _count: { _all: true },
  });
  for (const { hintId, _count } of groups)
    await db.sharedHint.updateMany({ where: { id: hintId }, data: { helpedAtLeast: helpedBand(_count._all) } });
}

/**
 * Brings the published copies in agreement with what tenants share now. Copies whose original is gone, withheld, reported or
 * alone disappear; new ones appear only where `adds`, which a schedule decides and not the moment of a release.
 */
export const publishHints = ({ adds }: { readonly adds: boolean }): Promise<void> =>
  asSystem('publishHints', async (db) => {
    await hideReported(db);
    const tenantIds = (await db.hintSharing.findMany()).map(({ tenantId }) => tenantId);
    const shared = {
      tenantId: { in: tenantIds },
      state: 'APPROVED',
      poolState: 'RELEASED',
      restricted: false,
    } as const;
    // In the order of their random ids, which tells nothing of when or by whom.
    const chosen = publishable(await db.hint.findMany({ where: shared, orderBy: { id: 'asc' } }));
    const kept = chosen.flatMap(({ sharedId }) => sharedId ?? []);
    await db.sharedHint.deleteMany({ where: { id: { notIn: kept } } });
    await db.hint.updateMany({ where: { sharedId: { not: null, notIn: kept } }, data: { sharedId: null } });
    if (adds) for (const hint of chosen) if (!hint.sharedId) kept.push(await publish(db, hint));
    await countHelped(db, kept);
  });

retain('SharedHint', { says: 'Kept while the hint it copies may be shared.' });
