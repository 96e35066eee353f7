import { type Fence, PERMISSIONS } from '../src/kernel/permissions.ts';

const CREATE_TABLE = /^CREATE TABLE "(\w+)" \(([\s\S]*?)^\);/gm;

// A table that is not on the list yet: what its columns suggest.
function guess(columns: string): Fence {
  if (!columns.includes('"tenant_id"')) return 'off';
  return /"(?:session|pair)_id"[\s\S]*"member_id"[\s\S]*"counterpart_id"/.test(columns) ? 'pair' : 'tenant';
}

const CALLS: Readonly<Record<Fence, (table: string) => string>> = {
  tenant: (table) => (table === 'tenant' ? `taiwa_fence('tenant', 'id')` : `taiwa_fence('${table}')`),
  pair: (table) => `taiwa_fence_pair('${table}')`,
  member: (table) => `taiwa_fence_member('${table}')`,
  off: (table) => `taiwa_fence_off('${table}')`,
};

/** The statements that put up the row security of every table the script creates, as listed in `permissions.ts`. */
export function fencesFor(script: string): string {
  const calls = [...script.matchAll(CREATE_TABLE)].map(([, table = '', columns = '']) => {
    const listed = PERMISSIONS[table];
    const call = CALLS[listed?.fence ?? guess(columns)](table);
    return `select ${call};${listed ? '' : ' -- guessed: list the table in permissions.ts'}`;
  });
  if (calls.length === 0) return '';
  return ['', '', '-- Row security: a new table is open to every tenant until it is fenced.', ...calls].join('\n');
}
