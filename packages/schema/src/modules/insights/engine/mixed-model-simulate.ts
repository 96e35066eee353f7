import { RatingTable } from './mixed-model-table.ts';
import type { Variances } from './mixed-model-variance.ts';
import { createRandom, type Random } from './random.ts';

/** What world to plant: sizes, true variances, and the share of members who rate a second manager. */
export type World = {
  tenants: number;
  managers: number;
  members: number;
  months: number;
  ratings: number;
  variances: Variances;
  crossing: number;
  seed: number;
};

/** Planted effects, and the ratings they gave. */
export type Simulated = { table: RatingTable; tenant: Float64Array; manager: Float64Array; managerMonth: Float64Array };

const cells = 48;

function drawMonths(world: World, random: Random): Float64Array {
  const { managerMonth, correlation } = world.variances;
  const drawn = new Float64Array(world.managers * world.months);
  for (let at = 0; at < drawn.length; at += 1) {
    const isFirst = at % world.months === 0;
    const before = isFirst ? 0 : drawn[at - 1]!;
    const fresh = isFirst ? managerMonth : managerMonth * (1 - correlation * correlation);
    drawn[at] = correlation * before + Math.sqrt(fresh) * random.normal();
  }
  return drawn;
}

function drawEffects(count: number, variance: number, random: Random): Float64Array {
  return Float64Array.from({ length: count }, () => Math.sqrt(variance) * random.normal());
}

/** Names of the levels are their numbers; every manager has a tenant, every member a manager of it, some a second one. */
function nameLevels(world: World): RatingTable {
  const table = new RatingTable(world.ratings);
  for (let k = 0; k < world.tenants; k += 1) table.tenants.add(String(k));
  for (let j = 0; j < world.managers; j += 1) {
    table.managers.add(String(j));
    table.managerTenant.push(Math.floor((j * world.tenants) / world.managers));
  }
  for (let i = 0; i < world.members; i += 1) table.members.add(String(i));
  return table;
}

/** Draws ratings from the state model itself (normal, not rounded), for tests of recovery and for the scale bench. */
export function simulateRatings(world: World): Simulated {
  const random = createRandom(world.seed);
  const { variances } = world;
  const tenant = drawEffects(world.tenants, variances.tenant, random);
  const manager = drawEffects(world.managers, variances.manager, random);
  const member = drawEffects(world.members, variances.member, random);
  const cell = drawEffects(cells, 9, random);
  const managerMonth = drawMonths(world, random);
  const table = nameLevels(world);
  for (let row = 0; row < world.ratings; row += 1) {
    const i = random.integer(world.members);
    const own = Math.floor((i * world.managers) / world.members);
    const isCrossing = i % 100 < 100 * world.crossing && random.uniform() < 0.4;
    const j = isCrossing ? Math.min(world.managers - 1, own + 1 + (i % 3)) : own;
    const month = random.integer(world.months);
    const c = Math.floor(cells * random.uniform() ** 1.3);
    const level = tenant[table.managerTenant[j]!]! + manager[j]! + managerMonth[j * world.months + month]!;
    const noise = Math.sqrt(variances.residual) * random.normal();
    table.append(j, i, month, c, 66 + level + member[i]! + cell[c]! + noise);
  }
  return { table, tenant, manager, managerMonth };
}
