import type { BlockList } from 'node:net';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { proxiesOf } from './auth/remote-address.ts';

/** A reason not to start: one line that says what to do, and the status the process ends with. */
export class StartRefusal extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.name = 'StartRefusal';
    this.exitCode = exitCode;
  }
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((one) => one <= 65_535, 'must be a number from 0 to 65535');
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
  .refine((url) => URL.canParse(url), 'is not a URL; encode special characters of the password')
  .refine(
    (url) => !URL.canParse(url) || new URL(url).username !== '',
    'must name a role: postgresql://role:password@host/database',
  );

const webUrl = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' });
const proxies = z.string().transform((list, context) => {
  try {
    return proxiesOf(list);
  } catch {
    context.addIssue('must be addresses, ranges such as 10.0.0.0/8 or the word loopback, separated by commas');
    return z.NEVER;
  }
});

const variables = z.object({
  /** Port to listen on; 0 takes a free one. */
  PORT: port.default(4_400),
  /** Address to listen on. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Address under which browsers reach this process; from HOST and PORT where none is given. */
  TAIWA_URL: webUrl.optional(),
  /** Address of the documentation that errors lead to; this process's own where none is given. */
  TAIWA_DOCS_URL: webUrl.optional(),
  /** Proxies whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: proxies.optional(),
  /** Folder of the embedded database and of generated keys. */
  TAIWA_DATA: z.string().min(1).optional(),
  /** MB that stay free on the disk of the embedded database: below that nothing is written. */
  TAIWA_RESERVE_MB: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a number of MB')
    .transform(Number)
    .default(200),
  /** A PostgreSQL server instead of the embedded one: the role that serves requests. */
  DATABASE_URL: postgresUrl.optional(),
  /** The role that migrates and creates the others; with DATABASE_URL. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  /** Key-encryption keys, newest first: `id:base64 of 32 bytes`, separated by commas. */
  TAIWA_KEYS: z.string().min(1).optional(),
  /** `production` switches demo data and demo logins off. */
  NODE_ENV: z.enum(['production', 'development', 'test']).catch('development'),
  /** `off` starts without demo data and demo logins. */
  TAIWA_DEMO: z.enum(['on', 'off'], 'must be on or off').default('on'),
  /** How much is logged. */
  TAIWA_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug')
    .default('warn'),
});

/** How this process was asked to run. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Null: made from host and the port that is listened on. */
  readonly publicUrl: string | null;
  /** Null: below the address of this process. */
  readonly docsUrl: string | null;
  /** Null: X-Forwarded-For is not read. */
  readonly trustedProxies: BlockList | null;
  readonly folder: string;
  /** MB that stay free on the disk of the embedded database. */
  readonly reserveMb: number;
  readonly database: { readonly url: string; readonly ownerUrl: string } | null;
  readonly keys: string | null;
  readonly production: boolean;
  readonly demo: boolean;
  readonly logLevel: z.infer<typeof variables>['TAIWA_LOG'];
}

function ownerOf(values: z.infer<typeof variables>): Environment['database'] {
  if (!values.DATABASE_URL && values.DATABASE_OWNER_URL)
    throw new StartRefusal('DATABASE_OWNER_URL needs DATABASE_URL beside it: the role that serves requests.');
  if (!values.DATABASE_URL) return null;
  if (!values.DATABASE_OWNER_URL)
    throw new StartRefusal(
      'DATABASE_URL needs DATABASE_OWNER_URL beside it: the role that may migrate and create roles.',
    );
  return { url: values.DATABASE_URL, ownerUrl: values.DATABASE_OWNER_URL };
}

/** Reads the variables once; throws StartRefusal with one line that names the first wrong one. Empty counts as not given. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = variables.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new StartRefusal(`${issue?.path.join('.')} ${issue?.message}.`);
  }
  const values = result.data;
  const production = values.NODE_ENV === 'production';
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.TAIWA_URL?.replace(/\/+$/, '') ?? null,
    docsUrl: values.TAIWA_DOCS_URL?.replace(/\/+$/, '') ?? null,
    trustedProxies: values.TRUSTED_PROXIES ?? null,
    folder: resolve((values.TAIWA_DATA ?? '.taiwa').replace(/^~(?=\/|$)/, homedir())),
    reserveMb: values.TAIWA_RESERVE_MB,
    database: ownerOf(values),
    keys: values.TAIWA_KEYS ?? null,
    production,
    demo: values.TAIWA_DEMO === 'on' && !production,
    logLevel: values.TAIWA_LOG,
  };
}
