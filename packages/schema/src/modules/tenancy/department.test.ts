import { describe, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aCompany, type Company, seenBy } from '../../testing/world.ts';
import { createDepartment, moveDepartment, removeDepartment, updateDepartment } from './department.ts';

useTestDatabase();

const pathOf = (actor: Actor, id: string) =>
  seenBy(actor, async (db) => (await db.department.findFirstOrThrow({ where: { id } })).path);

/** Which departments the tables say include which, as `including>included`. */
const inclusions = async ({ admin, tenantId }: Company) =>
  new Set(
    (await seenBy(admin, (db) => db.departmentAncestor.findMany({ where: { tenantId } }))).map(
      ({ ancestorId, departmentId }) => `${ancestorId}>${departmentId}`,
    ),
  );

/** What the paths say they should be. */
const inclusionsByPath = async ({ admin, tenantId }: Company) => {
  const rows = await seenBy(admin, (db) => db.department.findMany({ where: { tenantId } }));
  return new Set(
    rows.flatMap(({ id, path }) =>
      path
        .split('/')
        .filter(Boolean)
        .map((above) => `${above}>${id}`),
    ),
  );
};

describe('a name that turns the words behind it', () => {
  test('is shown without what turns them, and kept as it was written', async () => {
    const { admin } = await aCompany();
    const { id } = await createDepartment(freshActor(admin), { name: '営業\u202E部', nameEn: 'Sales \u2067north' });
    const answer = await run(freshActor(admin), 'query($id: ID!) { department(id: $id) { name nameJa nameEn } }', {
      id,
    });
    expect(answer.data).toEqual({
      department: { name: 'Sales north', nameJa: '営業\u202E部', nameEn: 'Sales \u2067north' },
    });
  });

  test('and has nothing else in it is refused', async () => {
    const { admin } = await aCompany();
    for (const name of ['\u202E\u2069', '\u200B']) {
      const made = createDepartment(freshActor(admin), { name });
      await expect(made).rejects.toMatchObject({ issues: [{ path: ['name'] }] });
    }
  });
});

describe('the tree', () => {
  test('a department moves with everything below it', async () => {
    const company = await aCompany();
    const { admin, open } = company;
    const a = await open('A');
    const b = await open('B', a);
    const c = await open('C', b);
    const z = await open('Z');
    expect(await pathOf(admin, c)).toBe(`${a}/${b}/${c}/`);
    await moveDepartment(admin, { departmentId: b, parentId: z });
    expect(await pathOf(admin, c)).toBe(`${z}/${b}/${c}/`);
    expect(await inclusions(company)).toEqual(await inclusionsByPath(company));
    await moveDepartment(admin, { departmentId: b });
    expect(await pathOf(admin, c)).toBe(`${b}/${c}/`);
    expect(await inclusions(company)).toEqual(await inclusionsByPath(company));
  });

  test('it does not move below itself, at any depth', async () => {
    const { admin, open } = await aCompany();
    const a = await open('A');
    const b = await open('B', a);
    const c = await open('C', b);
    for (const parentId of [a, b, c])
      await expect(moveDepartment(admin, { departmentId: a, parentId })).rejects.toMatchObject({
        issues: [{ path: ['parentId'] }],
      });
    expect(await pathOf(admin, c)).toBe(`${a}/${b}/${c}/`);
  });

  test('two who move two departments below each other at once make no ring', async () => {
    const company = await aCompany();
    const { admin, open } = company;
    const [a, b] = [await open('A'), await open('B')];
    const outcomes = await Promise.allSettled([
      moveDepartment(freshActor(admin), { departmentId: a, parentId: b }),
      moveDepartment(freshActor(admin), { departmentId: b, parentId: a }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await inclusions(company)).toEqual(await inclusionsByPath(company));
  });

  test('it is removed only when nobody and nothing is in it', async () => {
    const { admin, open, hire } = await aCompany();
    const a = await open('A');
    const b = await open('B', a);
    await hire('Zoe', ['MEMBER'], b);
    for (const departmentId of [a, b])
      await expect(removeDepartment(admin, { departmentId })).rejects.toMatchObject({ code: 'IN_USE' });
    const c = await open('C');
    await removeDepartment(admin, { departmentId: c });
    await expect(removeDepartment(admin, { departmentId: c })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('names and keys', () => {
  test("the host's key is one department's only; given up, it is free again", async () => {
    const { admin } = await aCompany();
    const { id } = await createDepartment(admin, { name: '人事部', externalId: 'HR' });
    const twin = { name: '人事二課', externalId: 'HR' };
    await expect(createDepartment(admin, twin)).rejects.toMatchObject({ name: 'Conflict', code: 'DUPLICATE' });
    const other = await createDepartment(admin, { name: '経理部' });
    const taking = updateDepartment(admin, { departmentId: other.id, externalId: 'HR' });
    await expect(taking).rejects.toMatchObject({ code: 'DUPLICATE' });
    await updateDepartment(admin, { departmentId: id, externalId: null });
    await createDepartment(admin, twin);
  });

  test('what is not given stays, null takes away what may be absent', async () => {
    const { admin } = await aCompany();
    const { id } = await createDepartment(admin, { name: '人事部', nameEn: 'HR', position: 3 });
    await updateDepartment(admin, { departmentId: id, nameEn: null, name: null });
    const row = await seenBy(admin, (db) => db.department.findFirstOrThrow({ where: { id } }));
    expect(row).toMatchObject({ name: '人事部', nameEn: null, position: 3 });
  });

  test.each([[''], ['  '], ['a\nb'], ['a\0'], ['\ud800'], ['部'.repeat(101)], ['x'.repeat(1_000_000)]])(
    'a name like %j is refused',
    async (name) => {
      const { admin } = await aCompany();
      await expect(createDepartment(admin, { name })).rejects.toMatchObject({ issues: [{ path: ['name'] }] });
    },
  );
});

describe('who may', () => {
  test('administrators and servers; to everybody else it is forbidden, to strangers it is not there', async () => {
    const { admin, hire, server, departmentId } = await aCompany();
    const stranger = (await aCompany()).admin;
    const advisor = await hire('Vic', ['ADVISOR', 'MANAGER', 'MEMBER']);
    for (const actor of [advisor, server('people:read')])
      await expect(createDepartment(actor, { name: 'X' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const actor of [admin, server('people:write')])
      await expect(createDepartment(actor, { name: 'X', parentId: departmentId })).resolves.toHaveProperty('id');
    const theirs = { departmentId, name: 'mine now' };
    await expect(updateDepartment(stranger, theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(moveDepartment(stranger, { departmentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const below = createDepartment(stranger, { name: 'X', parentId: departmentId });
    await expect(below).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
