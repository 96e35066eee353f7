import { jobActor, personActor } from '@taiwa/schema/kernel/actor';
import { asSystem, database, read } from '@taiwa/schema/kernel/database';
import { InvalidInput, type Problem } from '@taiwa/schema/kernel/problems';
import { SCOPES } from '@taiwa/schema/kernel/scopes';
import { createApiKey } from '@taiwa/schema/modules/access/api-key';
import { createDepartment } from '@taiwa/schema/modules/tenancy/department';
import { createTenant } from '@taiwa/schema/modules/tenancy/tenant';
import { createUser } from '@taiwa/schema/modules/tenancy/user';
import { addDefaultTopics } from '@taiwa/schema/modules/topics/topic';
import { StartRefusal } from '../env.ts';
import { withDatabase } from './with-database.ts';

/** What the command line gives. */
export interface FoundOptions {
  readonly tenant?: string | undefined;
  readonly admin?: string | undefined;
  readonly 'family-name'?: string | undefined;
  readonly 'given-name'?: string | undefined;
  readonly department?: string | undefined;
}

interface Founding {
  readonly tenant: string;
  readonly admin: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly department: string;
}

function demanded(options: FoundOptions): Founding {
  const take = (name: keyof FoundOptions): string => {
    const value = options[name];
    if (value) return value;
    throw new StartRefusal(`init needs --${name}. See taiwa --help.`);
  };
  return {
    tenant: take('tenant'),
    admin: take('admin'),
    familyName: take('family-name'),
    givenName: take('given-name'),
    department: options.department ?? take('tenant'),
  };
}

const isEmpty = (tenantId: string): Promise<boolean> => {
  const reader = jobActor(tenantId, 'init');
  return read(reader, async () => (await database(reader).user.findFirst({ where: { tenantId } })) === null);
};

/** The tenant to fill: a new one, or the one that an earlier try left without anybody. Throws StartRefusal where there is another. */
async function tenantToFill(name: string): Promise<string> {
  const [first, ...more] = await asSystem('listTenants', (db) => db.tenant.findMany({ select: { id: true } }));
  if (!first) {
    const { tenantId } = await createTenant({ name });
    return tenantId;
  }
  if (more.length === 0 && (await isEmpty(first.id))) return first.id;
  throw new StartRefusal('This database has a tenant already; init makes the first one only.');
}

async function fill(tenantId: string, founding: Founding): Promise<string> {
  const job = jobActor(tenantId, 'init');
  await addDefaultTopics(tenantId);
  const { id: departmentId } = await createDepartment(job, { name: founding.department });
  const { familyName, givenName, admin: externalId } = founding;
  const person = { externalId, familyName, givenName, roles: ['ADMIN' as const], departmentId };
  const { id: userId } = await createUser({ ...job }, person);
  const admin = personActor({ tenantId, userId, roles: new Set(['ADMIN']), credentialId: 'init', language: 'en' });
  return (await createApiKey(admin, { name: 'init', scopes: [...SCOPES] })).secret;
}

const asRefusal = (problem: Problem): StartRefusal => {
  const issues =
    problem instanceof InvalidInput ? problem.issues.map(({ path, message }) => `${path.join('.')} ${message}`) : [];
  return new StartRefusal([problem.says('en'), ...issues].join(' '));
};

/** Makes the first tenant, its administrator and a key with every scope; says the key, this once. */
export function found(options: FoundOptions, say: (line: string) => void): Promise<number> {
  const founding = demanded(options);
  return withDatabase(async () => {
    try {
      const tenantId = await tenantToFill(founding.tenant);
      const secret = await fill(tenantId, founding);
      say(`Tenant         ${tenantId}`);
      say(`Administrator  ${founding.admin}`);
      say(`API key        ${secret}`);
      say('The key is not kept anywhere and not shown again.');
      return 0;
    } catch (error) {
      throw error instanceof InvalidInput ? asRefusal(error) : error;
    }
  });
}
