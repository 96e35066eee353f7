import { describe, expect, it } from 'vitest';
import { accountOf, isRoot, lentAccount } from './account.ts';
import { DatabaseRefusal } from './refusal.ts';
import { runProgram } from './program.ts';

const account = isRoot() ? lentAccount() : accountOf(`/proc/${process.pid}`);

describe('a program that fails', () => {
  const script = `cat; echo "FATAL:  not today" >&2; exit 3`;

  it('is told about with its name, its end and its cause', async () => {
    const failure = runProgram('/bin/sh', ['-c', script], account);
    await expect(failure).rejects.toMatchObject({ message: 'sh failed (3): FATAL:  not today', exitCode: 1 });
  });

  it('does not tell the passwords it was given', async () => {
    const input = `ERROR:  role "taiwa_app"\nSTATEMENT:  alter role taiwa_app password 'hunter2'\n`;
    const failure = await runProgram('/bin/sh', ['-c', script], account, input).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseRefusal);
    expect(JSON.stringify([failure, String(failure)])).toContain('alter role');
    expect(JSON.stringify([failure, String(failure)])).not.toContain('hunter2');
  });

  it('that does not exist is a refusal, not a crash', async () => {
    await expect(runProgram('/nowhere/initdb', [], account)).rejects.toMatchObject({ reason: 'failed' });
  });
});
