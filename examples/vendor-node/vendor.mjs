// An HR system: brings its people and who leads whom, plans their first talk, and reads what became of the talks.
// Running it again changes nothing twice.
import { readFileSync } from 'node:fs';
import { isTaiwaError, Taiwa } from '@taiwa/sdk';

const { TAIWA_URL: url = 'http://localhost:4400', TAIWA_API_KEY: apiKey = '' } = process.env;
const taiwa = new Taiwa({ url, apiKey, language: 'en' });
const people = JSON.parse(readFileSync(new URL('people.json', import.meta.url), 'utf8'));

const departmentId = await unitOf('V-SALES', 'Vendor sales');
const ids = new Map();
let planned = 0;
for (const { manager: _manager, ...person } of people) ids.set(person.externalId, await bringIn(person));
for (const { externalId, manager } of people) if (manager) await pairUp(ids.get(externalId), ids.get(manager));
console.table(await whatHappened([...ids.values()]));
taiwa.close();

async function unitOf(externalId, name) {
  const known = (await taiwa.departments.list()).find((department) => department.externalId === externalId);
  return (known ?? (await taiwa.departments.create({ externalId, name }))).id;
}

async function bringIn(person) {
  try {
    const { id: userId } = await taiwa.users.get({ externalId: person.externalId });
    const { externalId: _key, ...rest } = person;
    return (await taiwa.users.update({ userId, departmentId, ...rest })).id;
  } catch (error) {
    if (!isTaiwaError(error) || error.kind !== 'not_found') throw error;
    return (await taiwa.users.create({ departmentId, ...person })).id;
  }
}

async function pairUp(memberId, counterpartId) {
  try {
    const pair = await taiwa.pairs.create({ memberId, counterpartId, kind: 'MANAGER_MEMBER' });
    const startsAt = new Date(Date.now() + (24 + planned++) * 3_600_000).toISOString();
    await taiwa.sessions.propose({ pairId: pair.id, startsAt, minutes: 30 });
  } catch (error) {
    if (!isTaiwaError(error) || error.code !== 'DUPLICATE') throw error;
  }
}

async function whatHappened(members) {
  const rows = [];
  for (const memberId of members)
    for await (const { member, counterpart, state, startsAt, endedAt } of taiwa.sessions.list({ memberId }))
      rows.push({ member: member.name, with: counterpart.name, state, startsAt, endedAt });
  return rows;
}
