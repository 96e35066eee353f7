import type { DemoPerson } from '@taiwa/schema/modules/access/demo-login';

/** What the operator is told once requests are taken. */
export interface BannerParts {
  readonly url: string;
  readonly database: string;
  readonly seconds: number;
  readonly people: readonly DemoPerson[];
}

const row = (label: string, value: string): string => `  ${label.padEnd(27)}${value}`;

/** The addresses and the people one can be, in a few lines. */
export function banner({ url, database, seconds, people }: BannerParts): string {
  const demo = people.length > 0;
  const lines = [
    '',
    `  ○─○  Taiwa 対話${demo ? ' (demo)' : ''}, ready in ${seconds.toFixed(1)} s`,
    '',
    ...(demo
      ? [
          row('Intranet portal (日本語)', `${url}/`),
          row('Intranet portal (English)', `${url}/?lang=en`),
          row('Two people, one talk', `${url}/live/`),
          row('Playground', `${url}/playground/`),
        ]
      : []),
    row('Documentation', `${url}/docs/   ${url}/docs/ja/`),
    row('GraphQL', `${url}/graphql`),
    row('Explorer', `${url}/explorer`),
    row('Schema', `${url}/schema.graphql   ${url}/llms.txt`),
    row('Health', `${url}/livez   ${url}/readyz`),
    row('Database', database),
    ...(demo
      ? [
          '',
          `  People: ${people.map(({ externalId, name }) => `${name} (${externalId.replace(/^demo-\d-/, '')})`).join(' · ')}`,
        ]
      : []),
    '',
    '  Stop with Ctrl+C.',
    '',
    '',
  ];
  return lines.join('\n');
}
