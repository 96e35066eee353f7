import { expect, test } from 'vitest';
import '../../schema.ts';
import { freshActor, jobActor } from '../../kernel/actor.ts';
import { ownColumns } from '../../kernel/own-columns.ts';
import { personKeyIn } from '../../kernel/person-keys.ts';
import { unseal } from '../../kernel/seal.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import { aConfidedTalk } from '../../testing/confided-talk.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { rateSession } from '../feedback/rating.ts';
import { sealForPeople } from './own-keys.ts';

const tables = useTestDatabase();
const snake = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** Every text of a tenant that is one person's alone, with where it stands. */
async function ownTexts(tenantId: string) {
  const all = ownColumns().map(async (name) => {
    const [table = '', column = ''] = name.split('.');
    const key = ['Preparation', 'OpenRating'].includes(table) ? 'session_id' : 'id';
    const rows = await tables.query<{ row: string; sealed: Uint8Array }>(
      'admin',
      `select ${key} as row, ${snake(column)} as sealed from ${snake(table)} where tenant_id = $1 and ${snake(column)} is not null`,
      [tenantId],
    );
    return rows.map(({ row, sealed }) => ({ key, place: { table, row, column }, sealed: new Uint8Array(sealed) }));
  });
  return (await Promise.all(all)).flat();
}

test('what was sealed under the tenant’s key is sealed under its people’s, once, and says the same', async () => {
  const { ann, session, tenantId } = await aConfidedTalk();
  const job = () => jobActor(tenantId, 'test');
  await rateSession(freshActor(ann), { sessionId: session, grade: 'CLEAR', use: 'OPEN' });
  const keys = await tenantKeys(jobActor(tenantId, 'test'));
  const said = new Map<string, string>();
  for (const { key, place, sealed } of await ownTexts(tenantId)) {
    const text = await unseal(job(), place, sealed);
    said.set(`${place.table}/${place.row}`, text);
    const statement = `update ${snake(place.table)} set ${snake(place.column)} = $1 where tenant_id = $2 and ${key} = $3`;
    await tables.query('admin', statement, [Buffer.from(keys.seal(place, text)), tenantId, place.row]);
  }
  expect([...new Set([...said.keys()].map((at) => at.split('/')[0]))].toSorted()).toEqual(
    ownColumns()
      .map((name) => name.split('.')[0])
      .toSorted(),
  );
  expect(await sealForPeople(job())).toBe(4);
  const texts = await ownTexts(tenantId);
  expect(texts.filter(({ sealed }) => personKeyIn(sealed) === undefined)).toEqual([]);
  for (const { place, sealed } of texts)
    expect(await unseal(job(), place, sealed)).toBe(said.get(`${place.table}/${place.row}`));
  expect(await sealForPeople(job())).toBe(0);
  const before = texts.map(({ sealed }) => Buffer.from(sealed).toString('hex'));
  expect((await ownTexts(tenantId)).map(({ sealed }) => Buffer.from(sealed).toString('hex'))).toEqual(before);
});

test('a text that does not open leaves out its person and nobody else', async () => {
  const { ann, tenantId } = await aConfidedTalk();
  const keys = await tenantKeys(jobActor(tenantId, 'test'));
  const elsewhere = Buffer.from(keys.seal({ table: 'Impression', row: 'imp_other', column: 'text' }, 'x'));
  await tables.query('admin', 'update impression set text = $1 where tenant_id = $2', [elsewhere, tenantId]);
  await expect(sealForPeople(jobActor(tenantId, 'test'))).rejects.toThrow('1 people were left out.');
  const left = await tables.query('admin', 'select id from app_user where tenant_id = $1 and own_key_at is null', [
    tenantId,
  ]);
  expect(left).toEqual([{ id: ann.userId }]);
});
