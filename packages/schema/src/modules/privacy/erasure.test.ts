import { describe, expect, test } from 'vitest';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { pseudonym } from '../../kernel/keyring.ts';
import { useClock } from '../../testing/clock.ts';
import { aConfidedTalk, ask, tenantRows } from '../../testing/confided-talk.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { run } from '../../testing/run.ts';
import { aSession } from '../../testing/world.ts';
import { rateSession } from '../feedback/rating.ts';
import { eraseAgain, eraseDue } from './erasure.ts';

const tables = useTestDatabase();
const { inDays } = useClock();

describe('an erasure', () => {
  test("removes what is the person's own after seven days and leaves a former member to the others", async () => {
    const { ann, bob, admin, session, tenantId } = await aConfidedTalk();
    await rateSession({ ...ann }, { sessionId: session, grade: 'CLEAR', use: 'OPEN' });
    const { id } = await ask(admin, 'eraseUser', { userId: ann.userId });
    expect(id).toMatch(/^ers_/);
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tenantRows(tables, tenantId)).toContain('ann@canary.example');
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    await eraseDue(jobActor(tenantId, 'test'));
    await deliverEvents(tenantId);
    const left = await tenantRows(tables, tenantId);
    for (const words of ['ann@canary.example', 'Canary', 'ann-hint', '"Ann"']) expect(left).not.toContain(words);
    const counts = async (table: string, column: string) =>
      (
        await tables.query('admin', `select 1 from ${table} where tenant_id = $1 and ${column} = $2`, [
          tenantId,
          ann.userId,
        ])
      ).length;
    for (const table of ['impression', 'preparation', 'participation', 'open_rating', 'held_rating'])
      expect([table, await counts(table, 'member_id')]).toEqual([table, 0]);
    const seen = await run<{ session: { member: { name: string }; attempt: { text: string }; impression: null } }>(
      { ...bob },
      'query($id: ID!) { session(id: $id) { member { name } attempt { text } impression { text } themes { freeTopic } } }',
      { id: session },
    );
    expect(seen.data?.session).toEqual({
      member: { name: 'Former member' },
      attempt: { text: 'bob-attempt' },
      impression: null,
      themes: [{ freeTopic: null }],
    });
    const japanese = await run<{ session: { member: { name: string } } }>(
      { ...bob, language: 'ja' },
      'query($id: ID!) { session(id: $id) { member { name } } }',
      { id: session },
    );
    expect(japanese.data?.session.member.name).toBe('退職した方');
    expect((await ask(admin, 'eraseUser', { userId: ann.userId })).code).toBe('ERASURE_ASKED');
  });

  test('removes anonymous grades by their recomputed pseudonym, and nobody else’s', async () => {
    const { ann, tenantId, admin } = await aConfidedTalk();
    for (const userId of [ann.userId, 'usr_other'])
      await tables.query(
        'admin',
        `insert into rating (tenant_id, id, pseudonym, topic_code, response, month, grade, hint_ids)
         values ($1, $2, $3, 'WORK', 'LISTEN', '2026-01-01', 75, '{}')`,
        [tenantId, `rat_${userId}`, pseudonym(tenantId, userId)],
      );
    await ask(admin, 'eraseUser', { userId: ann.userId });
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tables.query('admin', 'select id from rating where tenant_id = $1', [tenantId])).toEqual([
      { id: 'rat_usr_other' },
    ]);
  });

  test('is planned by admins alone, seen by its person and called off by them', async () => {
    const { ann, bob, admin, server, hire, tenantId } = await aConfidedTalk();
    const advisor = await hire('Ivy', ['ADVISOR']);
    for (const other of [ann, bob, advisor, server()])
      expect((await ask(other, 'eraseUser', { userId: ann.userId })).code).toBe('FORBIDDEN');
    const { id: erasureId } = await ask(admin, 'eraseUser', { userId: ann.userId });
    const seenBy = async (actor: Actor) =>
      (await run<{ erasures: { nodes: object[] } }>({ ...actor }, '{ erasures { nodes { id dueAt } } }')).data?.erasures
        .nodes.length;
    expect([await seenBy(ann), await seenBy(bob), await seenBy(admin)]).toEqual([1, 0, 1]);
    expect((await ask(bob, 'cancelErasure', { erasureId })).code).toBe('NOT_FOUND');
    expect(await ask(ann, 'cancelErasure', { erasureId })).toEqual({ id: erasureId });
    expect((await ask(admin, 'cancelErasure', { erasureId })).code).toBe('ERASURE_OVER');
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tenantRows(tables, tenantId)).toContain('ann@canary.example');
  });

  test('is refused for the last administrator and for somebody of another tenant', async () => {
    const { admin } = await aConfidedTalk();
    const { ann: stranger } = await aSession();
    expect((await ask(admin, 'eraseUser', { userId: admin.userId })).code).toBe('ERASE_ADMIN');
    expect((await ask(admin, 'eraseUser', { userId: stranger.userId })).code).toBe('NOT_FOUND');
  });

  test('is repeated for a restored backup, and again changes nothing', async () => {
    const { ann, tenantId } = await aConfidedTalk();
    const job = jobActor(tenantId, 'test');
    expect(await eraseAgain(job, [ann.userId, 'usr_gone'])).toBe(1);
    const once = await tenantRows(tables, tenantId);
    expect(once).not.toContain('ann@canary.example');
    await eraseAgain(job, [ann.userId]);
    expect((await tenantRows(tables, tenantId)).split('\n').toSorted()).toEqual(once.split('\n').toSorted());
  });
});
