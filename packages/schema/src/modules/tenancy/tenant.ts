import { z } from 'zod';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { now } from '../../kernel/time.ts';
import { kept } from './kept.ts';
import { nameOfThing } from './name-input.ts';
import { demandAdministration } from './tenant.policy.ts';
import { timeZone } from './time-zone.ts';
import { says } from './words.ts';

registerIds({ ten: 'Tenant' });

declare module '../../kernel/events.ts' {
  interface Events {
    'tenant.created': Record<never, string>;
    'tenant.changed': Record<never, string>;
  }
}

const name = () => nameOfThing(100);
const language = () => z.enum(['ja', 'en']);

const CreateTenant = z.object({
  name: name(),
  nameEn: name().nullish(),
  timeZone: timeZone().default('Asia/Tokyo'),
  language: language().default('ja'),
  anonymityFloor: z.int().min(3).max(50).default(5),
  demo: z.boolean().default(false),
});

/**
 * Makes a tenant with nobody in it, and answers its id. For starting an installation and for demonstrations: no request
 * reaches it. Throws InvalidInput.
 */
export async function createTenant(input: z.input<typeof CreateTenant>): Promise<{ tenantId: string }> {
  const tenantId = newId('ten');
  const actor = jobActor(tenantId, 'tenancy.createTenant');
  const given = parseInput(actor, CreateTenant, input);
  await transact(actor, async (db) => {
    await db.tenant.create({ data: { ...given, id: tenantId, createdAt: now() } });
    await record(db, { type: 'tenant.created', subject: { type: 'Tenant', id: tenantId }, ids: {}, actor });
  });
  return { tenantId };
}

const UpdateTenant = z.object({
  name: kept(name()),
  nameEn: name().nullish(),
  timeZone: kept(timeZone()),
  language: kept(language()),
  anonymityFloor: kept(z.int().min(3).max(50)),
});

/**
 * Changes what is given of the actor's tenant. The least number of people behind a figure can only be raised once a talk
 * has been held (NotNow FLOOR_ONLY_RISES). Throws InvalidInput, FORBIDDEN.
 */
export async function updateTenant(actor: Actor, input: z.input<typeof UpdateTenant>): Promise<{ id: string }> {
  demandAdministration(actor);
  const given = parseInput(actor, UpdateTenant, input);
  const id = actor.tenantId;
  await transact(actor, async (db) => {
    const before = await db.tenant.findUniqueOrThrow({ where: { id } });
    if ((given.anonymityFloor ?? before.anonymityFloor) < before.anonymityFloor) {
      const held = await db.session.findFirst({ where: { tenantId: id, state: 'ENDED' }, select: { id: true } });
      if (held) throw new NotNow(says.FLOOR_ONLY_RISES);
    }
    await db.tenant.update({ where: { id }, data: given });
    await record(db, { type: 'tenant.changed', subject: { type: 'Tenant', id }, ids: {}, actor });
  });
  return { id };
}
