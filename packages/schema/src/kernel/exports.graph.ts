import { builder } from './builder.ts';
import { createExport, type ExportPass } from './exports.ts';
import { exportKinds } from './export-kinds.ts';
import { mutation } from './mutation.graph.ts';
import { InvalidInput } from './problems.ts';

// Loaded after the modules, each of which has said by then what it offers.
const ExportKindEnum = builder.enumType('ExportKind', {
  description: 'A list that can be fetched as a file.',
  values: Object.fromEntries([...exportKinds()].map(([name, { description }]) => [name, { description }])),
});

const ExportPassRef = builder.objectRef<ExportPass>('ExportPass').implement({
  description: 'Lets whoever has its address fetch one list, once.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'Where to GET the file, beside /graphql on the same server; the address alone is enough, once.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be fetched.' }),
  }),
});

mutation('createExport', {
  description:
    'Answers an address under which a list can be fetched as CSV that spreadsheets open, once, within five minutes. It has what its maker may see. For administrators, advisors and servers.',
  scope: 'credential',
  input: (t) => ({
    kind: t.field({ type: ExportKindEnum, description: 'Which list; says which scope is needed.' }),
    departmentId: t.id({ required: false, description: 'Of people of this department and those below it.' }),
    importId: t.id({ required: false, description: 'Of this bulk change; for IMPORT_ISSUES.' }),
    from: t.field({ type: 'Date', required: false, description: 'From this day on; for SESSIONS.' }),
    until: t.field({ type: 'Date', required: false, description: 'Up to and with this day; for SESSIONS.' }),
  }),
  type: ExportPassRef,
  problems: [InvalidInput],
  resolve: createExport,
});
