// npm run new:module notes — a module of the product, with its entity named after it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { camel, nameGiven, pascal, writeNew } from './new-files.mjs';
import { ROOT } from './run.mjs';

const name = nameGiven('npm run new:module <plural-name>, e.g. notes');
const entity = name.replace(/s$/, '');
const Entity = pascal(entity);
const prefix = entity.replaceAll('-', '').slice(0, 3);
const room = `packages/schema/src/modules/${name}`;

writeNew({
  [`${room}/README.md`]: `# ${name}

Owns …

Promises: …
Does not: …

Events: \`${entity}.created\`.
`,
  // The rules are imported for what they register: ids, events, how long rows are kept.
  [`${room}/index.ts`]: `import './${entity}.ts';\nimport './${entity}.graph.ts';\nimport './${name}.personal.ts';\n`,
  [`${room}/${name}.prisma`]: `/// What a ${entity} is, in one sentence: it goes to the readers of the schema.
model ${Entity} {
  tenantId  String   @map("tenant_id")
  id        String
  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)

  @@id([tenantId, id])
  @@map("${entity.replaceAll('-', '_')}")
}
`,
  [`${room}/${entity}.policy.ts`]: `import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';

/** Who sees a ${entity}: say it here, as the audience in ${entity}.graph.ts and in testing/exposure. */
export const visible${Entity}s = (actor: Actor): Prisma.${Entity}WhereInput => ({ tenantId: actor.tenantId });
`,
  [`${room}/${entity}.ts`]: `import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/parse.ts';
import { retain } from '../../kernel/retention.ts';
import { now } from '../../kernel/time.ts';

registerIds({ ${prefix}: '${Entity}' });

declare module '../../kernel/events.ts' {
  interface Events {
    '${entity}.created': Record<never, string>;
  }
}

const Create${Entity} = z.object({});

/** Makes a ${entity} and answers its id. Throws InvalidInput. */
export async function create${Entity}(actor: Actor, input: z.input<typeof Create${Entity}>): Promise<{ id: string }> {
  parseInput(actor, Create${Entity}, input);
  const made = newId('${prefix}');
  return transact(actor, async (db) => {
    await db.${camel(entity)}.create({ data: { tenantId: actor.tenantId, id: made, createdAt: now() } });
    await record(db, { type: '${entity}.created', subject: { type: '${Entity}', id: made }, ids: {}, actor });
    return { id: made };
  });
}

retain('${Entity}', { says: 'Kept while the tenant is.' });
`,
  [`${room}/${name}.personal.ts`]: `import { concernsNobody } from '../../kernel/personal.ts';

// As soon as a row leads to somebody: concernsPeople, with what they get of it and what is erased with them.
concernsNobody('${Entity}');
`,
  [`${room}/${entity}.graph.ts`]: `import { guardedNode } from '../../kernel/guarded.ts';
import { visible${Entity}s } from './${entity}.policy.ts';

/** What a ${entity} is. */
export const ${Entity}Ref = guardedNode('${Entity}', {
  scope: 'sessions:read',
  visible: visible${Entity}s,
  audience: ['TENANT', 'KEY'],
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});
`,
  [`${room}/${entity}.test.ts`]: `import { expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { aPair, seenBy } from '../../testing/world.ts';
import { create${Entity} } from './${entity}.ts';

useTestDatabase();

test('a ${entity} is there once it was made, and in its tenant only', async () => {
  const { ann } = await aPair();
  const { ann: stranger } = await aPair();
  const { id } = await create${Entity}(ann, {});
  const found = (actor: typeof ann) => seenBy(actor, (db) => db.${camel(entity)}.findMany({ where: { id } }));
  expect(await found(ann)).toHaveLength(1);
  expect(await found(stranger)).toEqual([]);
});
`,
  [`packages/schema/src/testing/exposure/${name}.ts`]: `import { create${Entity} } from '../../modules/${name}/${entity}.ts';
import { whoSees } from '../exposure.ts';

whoSees('${Entity}', {
  seenBy: ['member', 'counterpart', 'colleague', 'advisor', 'idleAdvisor', 'admin', 'key'],
  make: async ({ actors }) => (await create${Entity}(actors.member, {})).id,
});
`,
});

const list = join(ROOT, 'packages/schema/src/modules/index.ts');
writeFileSync(list, `${readFileSync(list, 'utf8').trimEnd()}\nimport './${name}/index.ts';\n`);

console.log(`
Next:
1. packages/schema/src/modules/index.ts: move the new line to its place, and put the name into ORDER of src/architecture.test.ts: the order is the architecture.
2. packages/schema/src/kernel/permissions.ts: which database role may do what to "${entity.replaceAll('-', '_')}".
3. npm run generate, then npm run migration ${entity.replaceAll('-', '_')}; read what it wrote.
4. npx vitest run --project schema packages/schema/src/modules/${name} packages/schema/src/architecture.test.ts packages/schema/src/privacy-page.test.ts
5. npx vitest run --project schema packages/schema/src/kernel/catalogue.test.ts -u, and look whether the roles got what you meant; npx vitest run --project schema packages/schema/src/exposure.test.ts -t ${Entity}
6. Commit all of it. To take it back: git restore . && git clean -fd packages, then npm run generate.`);
