import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openWorld, type OpenWorld } from '../testing/open-world.ts';
import {
  briefStore,
  impressionsStore,
  nextStore,
  prepStore,
  ratingStore,
  sessionStore,
  type Store,
  type StoreOptions,
} from './index.ts';

const AFTER = { prepared: true, state: 'ENDED', startsIn: -40, earlier: 2, impressions: 1 } as const;

/** Where a store asks, as one of the people of a world. */
function as(world: OpenWorld, person: 'aoi' | 'ken') {
  return { url: world.url, tokenEndpoint: world.tokenFor(person) };
}

/** Listens until the test ends, and waits until there is something. */
async function hear<One extends Store<{ readonly reading: { readonly state: string } }>>(store: One): Promise<One> {
  onTestFinished(store.subscribe(() => undefined));
  await expect.poll(() => store.getSnapshot().reading.state).toBe('there');
  return store;
}

describe('every store', () => {
  it('asks nothing while nobody listens, and tells whoever does of every change', async () => {
    const world = await openWorld({ prepared: true });
    const store = nextStore(as(world, 'aoi'));
    expect(store.getSnapshot().reading).toEqual({ state: 'waiting' });
    expect(await world.received('Next')).toEqual([]);
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    await expect.poll(() => store.getSnapshot().reading.state).toBe('there');
    expect(listener).toHaveBeenCalled();
    stop();
    listener.mockClear();
    await store.reload();
    expect(listener).not.toHaveBeenCalled();
  });

  it('shows the same object until something changes', async () => {
    const store = await hear(nextStore(as(await openWorld(), 'aoi')));
    const before = store.getSnapshot();
    expect(store.getSnapshot()).toBe(before);
    await store.reload();
    expect(store.getSnapshot()).not.toBe(before);
  });

  it('says what went wrong, and comes back on demand', async () => {
    const world = await openWorld();
    // Everything, or live data would fill in.
    await world.fault({ operation: '*', kind: 'break' });
    const store = nextStore(as(world, 'aoi'));
    onTestFinished(store.subscribe(() => undefined));
    await expect.poll(() => store.getSnapshot().reading.state).toBe('failed');
    await world.fault();
    await store.reload();
    expect(store.getSnapshot().reading.state).toBe('there');
  });

  it('speaks the language it is asked for', async () => {
    const world = await openWorld();
    const store = await hear(nextStore({ ...as(world, 'aoi'), language: 'en' }));
    expect(store.getSnapshot().upcoming[0]?.counterpart.name).toBe('Ken Takahashi');
  });

  it('without a server says so at once', () => {
    expect(() => nextStore().subscribe(() => undefined)).toThrow(/needs url and tokenEndpoint/);
  });
});

describe('nextStore', () => {
  it('follows what the other does, without being asked', async () => {
    const world = await openWorld({ state: 'PROPOSED' });
    const mine = await hear(nextStore(as(world, 'aoi')));
    expect(mine.getSnapshot().upcoming[0]?.state).toBe('PROPOSED');
    expect(await mine.accept('ses_first')).toBe(true);
    await expect.poll(() => mine.getSnapshot().upcoming[0]?.state).toBe('SCHEDULED');
  });

  it('keeps why a change did not happen', async () => {
    const world = await openWorld();
    const store = await hear(nextStore(as(world, 'aoi')));
    await world.fault({ operation: 'NextCancel', kind: 'break' });
    expect(await store.cancel('ses_first')).toBe(false);
    expect(store.getSnapshot().failure).toMatchObject({ kind: 'fault', requestId: 'req_7k2m' });
  });
});

type Opened = Store<{ readonly reading: { readonly state: string } }>;

const STORES: Readonly<Record<string, (options: StoreOptions) => Opened>> = {
  nextStore,
  prepStore,
  briefStore,
  sessionStore,
  impressionsStore,
  ratingStore: (options) => ratingStore({ ...options, sessionId: 'ses_first' }),
};

describe.each(Object.entries(STORES))('%s', (_, open) => {
  it.each([{ prepared: true }, { without: 'sessions' }] as const)(
    'shows the same object until something changes, of %o',
    async (story) => {
      const store = open(as(await openWorld(story), 'aoi'));
      onTestFinished(store.subscribe(() => undefined));
      await expect.poll(() => store.getSnapshot().reading.state).not.toBe('waiting');
      expect(store.getSnapshot()).toBe(store.getSnapshot());
    },
  );
});

describe('prepStore', () => {
  const theme = { freeTopic: '異動のこと', topicId: null, response: 'ADVICE', carriedFromThemeId: null } as const;

  it('shows a change at once and saves it by itself', async () => {
    const world = await openWorld();
    const store = await hear(prepStore(as(world, 'aoi')));
    store.change({ themes: [theme], note: '' }, 0);
    expect(store.getSnapshot()).toMatchObject({
      keeping: 'changed',
      agenda: { themes: [{ freeTopic: '異動のこと' }] },
    });
    await expect.poll(() => store.getSnapshot().keeping).toBe('saved');
    expect(await world.received('PrepSave')).toHaveLength(1);
  });

  it('loses nothing while the server cannot be reached', async () => {
    const world = await openWorld();
    const store = await hear(prepStore(as(world, 'aoi')));
    await world.fault({ operation: 'PrepSave', kind: 'drop' });
    store.change({ themes: [theme], note: '' }, 0);
    await expect.poll(() => store.getSnapshot().keeping, { timeout: 15_000 }).toBe('offline');
    await world.fault();
    window.dispatchEvent(new Event('online'));
    await expect.poll(() => store.getSnapshot().keeping).toBe('saved');
  });

  it('says that there is nothing to prepare', async () => {
    const store = await hear(prepStore(as(await openWorld({ without: 'sessions' }), 'aoi')));
    expect(store.getSnapshot().reading).toEqual({ state: 'there', data: { session: null } });
  });
});

describe('the others', () => {
  it('briefStore reads the brief and marks it as seen', async () => {
    const world = await openWorld({ prepared: true });
    const store = await hear(briefStore(as(world, 'ken')));
    expect(await store.markSeen()).toBe(true);
    expect(await world.received('BriefSeen')).toHaveLength(1);
  });

  it('sessionStore starts a talk and ends it', async () => {
    const store = await hear(sessionStore(as(await openWorld({ prepared: true, startsIn: 5 }), 'ken')));
    const state = () => {
      const { reading } = store.getSnapshot();
      return reading.state === 'there' ? reading.data.session?.state : undefined;
    };
    expect([await store.start(), state()]).toEqual([true, 'LIVE']);
    expect([await store.end(), state()]).toEqual([true, 'ENDED']);
  });

  it('ratingStore answers and takes it back, and shows nobody what was answered', async () => {
    const world = await openWorld(AFTER);
    const store = await hear(ratingStore({ ...as(world, 'aoi'), sessionId: 'ses_first' }));
    const given = () => {
      const { reading } = store.getSnapshot();
      return reading.state === 'there' && reading.data.session?.participation !== null;
    };
    expect(await store.rate({ grade: 'CLEAR', use: 'COUNTERPART', hintIds: [] })).toBe(true);
    expect(given()).toBe(true);
    expect(JSON.stringify(store.getSnapshot())).not.toContain('CLEAR');
    expect(await store.undo()).toBe(true);
    expect(given()).toBe(false);
  });

  it('impressionsStore marks what was read', async () => {
    const world = await openWorld(AFTER);
    const store = await hear(impressionsStore(as(world, 'ken')));
    const first = () => {
      const { reading } = store.getSnapshot();
      return reading.state === 'there' ? reading.data.viewer?.impressions.nodes[0] : undefined;
    };
    expect(await store.markRead(first()?.id ?? '')).toBe(true);
    expect(first()?.readAt).not.toBeNull();
  });
});
