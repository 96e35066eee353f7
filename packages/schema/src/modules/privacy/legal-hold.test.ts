import { describe, expect, test } from 'vitest';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { after, now } from '../../kernel/time.ts';
import { useClock } from '../../testing/clock.ts';
import { aConfidedTalk, ask, tenantRows } from '../../testing/confided-talk.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aSession } from '../../testing/world.ts';
import { eraseDue } from './erasure.ts';

const tables = useTestDatabase();
const { inDays } = useClock();

describe('a legal hold', () => {
  const holdOn = (userId: string) => ({
    personIds: [userId],
    reason: 'A claim.',
    expiresAt: after(now(), 30, 'days').toISOString(),
  });

  test('needs two admins, blocks the erasure of its people only, and ends', async () => {
    const { ann, bob, admin, hire, tenantId } = await aConfidedTalk();
    const second = await hire('Abe', ['ADMIN']);
    const { id: holdId } = await ask(admin, 'requestLegalHold', holdOn(ann.userId));
    expect((await ask(admin, 'confirmLegalHold', { holdId })).code).toBe('HOLD_SECOND');
    const { id: erasureId } = await ask(admin, 'eraseUser', { userId: ann.userId });
    expect(erasureId).toMatch(/^ers_/);
    expect(await ask(second, 'confirmLegalHold', { holdId })).toEqual({ id: holdId });
    await ask(admin, 'eraseUser', { userId: bob.userId });
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    const held = await tenantRows(tables, tenantId);
    expect(held).toContain('ann@canary.example');
    expect(held).not.toContain('bob-hint');
    expect((await ask(admin, 'eraseUser', { userId: ann.userId })).code).toBe('HELD');
    expect(await ask(admin, 'releaseLegalHold', { holdId })).toEqual({ id: holdId });
    expect((await ask(second, 'releaseLegalHold', { holdId })).code).toBe('HOLD_OVER');
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tenantRows(tables, tenantId)).not.toContain('ann@canary.example');
  });

  test('is seen by its people once it holds, who learn nothing of the others, and opens no content', async () => {
    const { ann, bob, eve, admin, hire, session } = await aConfidedTalk();
    const second = await hire('Abe', ['ADMIN']);
    const scope = { ...holdOn(ann.userId), personIds: [ann.userId, eve.userId] };
    const { id: holdId } = await ask(admin, 'requestLegalHold', scope);
    const seenBy = async (actor: Actor) =>
      (
        await run<{ legalHolds: { nodes: object[] } }>(
          { ...actor },
          '{ legalHolds { nodes { reason inForce people { id } } } }',
        )
      ).data?.legalHolds.nodes;
    expect(await seenBy(ann)).toEqual([]);
    await ask(second, 'confirmLegalHold', { holdId });
    expect(await seenBy(ann)).toEqual([{ reason: 'A claim.', inForce: true, people: null }]);
    expect(await seenBy(bob)).toEqual([]);
    const content = await run<{ session: object }>(
      { ...admin },
      'query($id: ID!) { session(id: $id) { themes { id } impression { text } attempt { text } preparation { note } } }',
      { id: session },
    );
    expect(content.data?.session).toEqual({ themes: null, impression: null, attempt: null, preparation: null });
  });

  test('is asked for by admins in person only, about people of their tenant, for two years at most', async () => {
    const { ann, admin, server, hire } = await aConfidedTalk();
    const { ann: stranger } = await aSession();
    const advisor = await hire('Ivy', ['ADVISOR']);
    for (const other of [ann, advisor, server()])
      expect((await ask(other, 'requestLegalHold', holdOn(ann.userId))).code).toBe('FORBIDDEN');
    expect((await ask(admin, 'requestLegalHold', holdOn(stranger.userId))).code).toBe('NOT_FOUND');
    const long = { ...holdOn(ann.userId), expiresAt: after(now(), 800, 'days').toISOString() };
    expect((await ask(admin, 'requestLegalHold', long)).code).toBe('INVALID_INPUT');
    const past = { ...holdOn(ann.userId), expiresAt: after(now(), -1, 'days').toISOString() };
    expect((await ask(admin, 'requestLegalHold', past)).code).toBe('INVALID_INPUT');
  });
});
