import pg from 'pg';
import { jobActor } from '../kernel/actor.ts';
import { pseudonym } from '../kernel/keyring.ts';
import { tenantKeys } from '../kernel/tenant-keys.ts';
import { after, now as clock } from '../kernel/time.ts';
import { Chance } from './chance.ts';
import { firstCompany, furtherCompany, type Company } from './company.ts';
import { writeGuidance } from './guidance.ts';
import { writeHistory, type HistoryParts } from './history.ts';
import { Opinion } from './opinion.ts';
import { writeCompany, type WrittenCompany } from './people.ts';
import { setScene } from './scene.ts';
import { RowCollector } from './rows.ts';
import { asOwner, writeRows } from './write.ts';
import { HINTS, NEIGHBOUR_HINTS } from './words.ts';

/** The demo is made from this number: the same every time, so that pictures and tests agree. */
const SEED = 20_261;

/** How much to write. */
export interface DemoSize {
  readonly companies: readonly ((chance: Chance) => Company)[];
  readonly months: number;
}

const OTHERS = [
  ['みなと商事', 'Minato Trading', 30],
  ['北斗製作所', 'Hokuto Works', 16],
  ['さくら薬品', 'Sakura Pharma', 16],
  ['山吹建設', 'Yamabuki Construction', 16],
  ['白波フーズ', 'Shiranami Foods', 16],
  ['風見データ', 'Kazami Data', 16],
] as const;

/** The demo: one company to look at, a neighbour, five more as data only, twelve months. */
export const DEMO_SIZE: DemoSize = {
  companies: [
    (chance) => firstCompany(chance.random),
    ...OTHERS.map(
      ([name, nameEn, size], place) =>
        (chance: Chance) =>
          furtherCompany(chance.random, { name, nameEn, size, neighbour: place === 0 }),
    ),
  ],
  months: 12,
};

/** `tenants` companies of `people` people in all, with `months` of talks, in teams of `team` members (seven). */
export const sizeOf = (of: {
  readonly tenants: number;
  readonly people: number;
  readonly months: number;
  readonly team?: number;
}): DemoSize => ({
  companies: Array.from(
    { length: of.tenants },
    (_, place) => (chance: Chance) =>
      furtherCompany(chance.random, {
        name: `第${place + 1}株式会社`,
        nameEn: `Company ${place + 1}`,
        size: Math.ceil(of.people / of.tenants),
        ...(of.team ? { team: of.team } : {}),
        neighbour: place === 0,
      }),
  ),
  months: of.months,
});

const poolStateOf = (at: number, isShared: boolean): 'WAITING' | 'RELEASED' | null => {
  if (!isShared) return null;
  return at % 5 === 4 ? 'WAITING' : 'RELEASED';
};

function writeHints(
  rows: RowCollector,
  chance: Chance,
  { tenantId, userIds, adminId }: WrittenCompany,
  now: Date,
  place: number,
): void {
  // The company to look at and its neighbour share their hints.
  const shares = place < 2;
  if (shares) rows.add('hint_sharing', { tenantId, since: after(now, -30, 'days') });
  const hints = place === 1 ? NEIGHBOUR_HINTS : HINTS;
  for (const [at, [text, topicCode, response]] of hints.entries()) {
    const leftOn = new Date(now.getTime() - (20 + at * 9) * 86_400_000).toISOString().slice(0, 10);
    const author = pseudonym(tenantId, `hint ${userIds[(at * 7) % userIds.length] ?? ''}`);
    const waits = at % 10 === 9;
    const review = waits ? {} : { reviewedById: adminId, reviewedAt: now };
    rows.add('hint', {
      tenantId,
      id: chance.id('hin'),
      kind: 'WHAT_HELPED',
      topicCode,
      response,
      text,
      language: 'ja',
      state: waits ? 'PENDING' : 'APPROVED',
      leftOn,
      leftMonth: `${leftOn.slice(0, 7)}-01`,
      reviewableAt: after(new Date(leftOn), 15, 'hours'),
      poolState: poolStateOf(at, shares && !waits),
      authorPseudonym: author,
      reviewedById: null,
      reviewedAt: null,
      ...review,
    });
  }
}

/** The database holds a tenant that is no demo: demo data never goes beside real data. */
export class NoDemoHere extends Error {
  constructor() {
    super('This database holds real tenants; demo data goes into an empty one only.');
    this.name = 'NoDemoHere';
  }
}

const PORTION = 20_000;

async function writeOne(
  client: pg.ClientBase,
  plan: (chance: Chance) => Company,
  place: number,
  months: number,
  now: Date,
): Promise<WrittenCompany> {
  const chance = new Chance(SEED, place);
  const rows = new RowCollector();
  const tenantId = chance.id('ten');
  const planned = plan(chance);
  const company = writeCompany(rows, chance, now, planned, tenantId);
  const weakTeam = planned.teams[1];
  const counterpartId = weakTeam ? (company.userIds[weakTeam.manager] ?? '') : '';
  const weak = weakTeam ? ({ counterpartId, topic: 'CAREER', response: 'ADVICE' } as const) : null;
  const parts: HistoryParts = {
    rows,
    chance,
    keys: await tenantKeys(jobActor(tenantId, 'demo')),
    opinion: new Opinion(chance, weak),
    company,
    now,
    months,
    often: weak,
  };
  await writeHistory(parts, async () => {
    if (rows.count > PORTION) await writeRows(client, rows);
  });
  writeHints(rows, chance, company, now, place);
  writeGuidance(rows, chance, company, now);
  if (place === 0) setScene(parts, planned);
  await writeRows(client, rows);
  return company;
}

/**
 * Fills an empty database, all or nothing; one that has a tenant stays as it is. Answers whether it wrote. Throws
 * NoDemoHere.
 */
export async function fillDemo(
  owner: pg.ClientConfig,
  size: DemoSize = DEMO_SIZE,
  log: (line: string) => void = () => {},
): Promise<boolean> {
  const client = new pg.Client({ ...owner, application_name: 'taiwa demo' });
  await client.connect();
  try {
    return await asOwner(client, async () => {
      await client.query('lock table tenant in access exclusive mode');
      const { rows } = await client.query<{ tenants: number; real: number }>(
        'select count(*)::int as tenants, (count(*) filter (where not demo))::int as real from tenant',
      );
      const { tenants = 0, real = 0 } = rows[0] ?? {};
      if (real > 0) throw new NoDemoHere();
      if (tenants > 0) return false;
      const now = clock();
      for (const [place, plan] of size.companies.entries()) {
        const { pairs } = await writeOne(client, plan, place, size.months, now);
        log(`company ${place + 1} of ${size.companies.length}: ${pairs.length} pairs`);
      }
      return true;
    });
  } finally {
    await client.end();
  }
}
