import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Passwords } from './access.ts';
import { accountOf, giveTo } from './account.ts';
import { errorCode } from './error-code.ts';
import { type Role, ROLES, rolePowers, roleName } from './role.ts';

const RANDOM_BYTES = 24;

/** A fresh random password for every role. */
export function makePasswords(): Passwords {
  const entries = ROLES.map((role) => [role, randomBytes(RANDOM_BYTES).toString('base64url')]);
  return Object.fromEntries(entries) as Record<Role, string>;
}

/** The passwords in a credentials file; undefined when it is missing, damaged, or lacks a role. */
export function readPasswords(file: string): Passwords | undefined {
  try {
    const found = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Record<Role, unknown>>;
    return ROLES.every((role) => typeof found[role] === 'string') ? (found as Passwords) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes the passwords to disk, readable by the owner of the folder alone; the file appears whole or not at all. */
export function writePasswords(file: string, passwords: Passwords): void {
  const draft = `${file}.${process.pid}`;
  const handle = fs.openSync(draft, 'w', 0o600);
  try {
    fs.writeFileSync(handle, `${JSON.stringify(passwords, undefined, 2)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  giveTo(accountOf(path.dirname(file)), draft);
  fs.renameSync(draft, file);
}

/**
 * SQL that gives every role its powers and password, whether or not it exists yet.
 * One statement a line, as single-user mode reads them.
 */
export function roleStatements(passwords: Passwords): string[] {
  return [
    ...ROLES.flatMap((role) => [
      `do $$ begin if to_regrole('${roleName(role)}') is null then create role ${roleName(role)}; end if; end $$`,
      `alter role ${roleName(role)} with ${rolePowers(role)} password '${passwords[role]}'`,
    ]),
    'revoke connect on database postgres from public',
    'revoke connect on database template1 from public',
  ];
}
