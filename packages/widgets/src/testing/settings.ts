import type { Input } from './company-changes.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';
import { text } from './texts.ts';

/** What is set for the story's tenant. */
export interface StoryTenant {
  readonly __typename: 'Tenant';
  readonly id: string;
  name: string;
  nameJa: string;
  nameEn: string | null;
  timeZone: string;
  language: string;
  anonymityFloor: number;
  readonly demo: boolean;
  terms: { readonly key: string; readonly ja: string | null; readonly en: string | null }[];
}

/** A version of the texts of the story's tenant. */
export interface StoryPack {
  readonly __typename: 'ContentPack';
  readonly id: string;
  readonly name: unknown;
  readonly number: number;
  readonly version: string;
  readonly origin: string;
  readonly basedOn: string | null;
  readonly createdAt: string;
  inUse: boolean;
  takenBackAt: string | null;
}

/** A tenant as most are. */
export const tellTenant = (): StoryTenant => ({
  __typename: 'Tenant',
  id: 'ten_1',
  name: 'Sakura',
  nameJa: 'さくら商事',
  nameEn: 'Sakura',
  timeZone: 'Asia/Tokyo',
  language: 'ja',
  anonymityFloor: 5,
  demo: true,
  terms: [],
});

const AT = '2026-11-02T01:30:00.000Z';
let made = 0;

const aPack = (name: unknown, origin: string): StoryPack => ({
  __typename: 'ContentPack',
  id: `cpk_${++made}`,
  name,
  number: made,
  version: `1.${made}`,
  origin,
  basedOn: null,
  createdAt: AT,
  inUse: true,
  takenBackAt: null,
});

/** What the story answers about versions of texts. */
export const settingsQuestions = {
  contentPacks: ({ first, after }: PageArgs, { world }: Reader) => pageOf(world.story.packs, first, after),
  content: () => ({ file: '{"schema":1}', fileName: 'taiwa-content.json', basedOn: null, builtIn: false }),
};

/** What the story does when an administrator sets something. */
export const settingsChanges = {
  updateTenant({ input }: Input<Partial<StoryTenant>>, { world }: Reader) {
    const { tenant } = world.story;
    if ((input.anonymityFloor ?? tenant.anonymityFloor) < tenant.anonymityFloor)
      return { __typename: 'NotNow', code: 'FLOOR_ONLY_RISES', message: '人数は増やすことだけができます。' };
    return Object.assign(tenant, input, { nameJa: input.name ?? tenant.nameJa });
  },
  setTerms({ input }: Input<{ terms: StoryTenant['terms'] }>, { world }: Reader) {
    const { tenant } = world.story;
    const keys = input.terms.map(({ key }) => key);
    const own = input.terms.filter(({ ja, en }) => ja !== null || en !== null);
    tenant.terms = [...tenant.terms.filter(({ key }) => !keys.includes(key)), ...own];
    return tenant;
  },
  forkContent({ input }: Input<{ name: string; nameEn: string }>, { world }: Reader) {
    for (const pack of world.story.packs) pack.inUse = false;
    const pack = aPack(text(input.name, input.nameEn), 'FORKED');
    world.story.packs.unshift(pack);
    return pack;
  },
  takeContentBack({ input }: Input<{ contentPackId: string }>, { world }: Reader) {
    const pack = world.story.packs.find(({ id }) => id === input.contentPackId);
    return pack && Object.assign(pack, { inUse: false, takenBackAt: AT });
  },
};
