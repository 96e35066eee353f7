import { html, type TemplateResult } from 'lit';
import type { Typed } from '../../console/form-draft.ts';
import { lineField, tickField } from '../../console/form-field.ts';
import type { Column } from '../../console/record-table.ts';
import { textIn } from '../../console/sheet.ts';
import type { CreateApiKeyInput, KeyRowFragment } from '../../generated/types.ts';
import { isoClock, isoDay } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

/** What a key of a server may be used for, as the API names it. */
export const SCOPES = [
  'people:read',
  'people:write',
  'pairs:read',
  'pairs:write',
  'sessions:read',
  'sessions:write',
  'topics:read',
  'topics:write',
  'hints:read',
  'hints:write',
  'transcripts:read',
  'transcripts:write',
  'insights:read',
  'insights:write',
  'audit:read',
  'embeds:write',
  'schema',
  'api',
] as const;

/** The columns of the keys; times in the tenant's zone. */
export function keyColumns(words: Words, timeZone: string): readonly Column<KeyRowFragment>[] {
  const moment = (at: string): string => `${isoDay(new Date(at), timeZone)} ${isoClock(new Date(at), timeZone)}`;
  return [
    {
      title: words.term('keysName'),
      cell: ({ name, prefix, lastFour }) => html`${name}<span class="sub">${prefix}…${lastFour}</span>`,
    },
    { title: words.term('keysScopes'), cell: ({ scopes }) => scopes.join(', ') },
    {
      title: words.term('keysUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? moment(lastUsedAt) : words.term('keysNever')),
    },
    {
      title: words.term('keysState'),
      cell: ({ revokedAt }) =>
        revokedAt
          ? html`<span class="pills"
              ><span class="pill warning">${words.term('keysEnded', isoDay(new Date(revokedAt), timeZone))}</span></span
            >`
          : html`<span class="pills"><span class="pill accent">${words.term('keysActive')}</span></span>`,
    },
  ];
}

/** What stands in the form of a new key. */
export function keyForm(words: Words, typed: Typed): TemplateResult {
  const scopes = SCOPES.map((scope) => ({ value: scope, name: scope }));
  return html`
    ${lineField(words, {
      name: 'name',
      label: words.term('keysName'),
      value: typed['name']?.[0] ?? '',
      length: 80,
      placeholder: words.term('keysNamePlaceholder'),
    })}
    ${tickField('scopes', words.term('keysScopes'), scopes, typed['scopes'] ?? [])}
    ${lineField(words, {
      name: 'expires',
      label: words.term('keysExpires'),
      value: typed['expires']?.[0] ?? '',
      type: 'date',
      isOptional: true,
    })}
  `;
}

/** What was given of a key, as the server takes it; it ends with the day that was given, on the clock of the browser. */
export function keyIn(given: FormData): CreateApiKeyInput {
  const expires = textIn(given, 'expires');
  return {
    name: textIn(given, 'name'),
    scopes: SCOPES.filter((scope) => given.getAll('scopes').includes(scope)),
    ...(expires && { expiresAt: new Date(`${expires}T23:59:59`).toISOString() }),
  };
}
