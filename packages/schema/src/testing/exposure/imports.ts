import { newId } from '../../kernel/ids.ts';
import { type Cast, type Onlooker, whoSees } from '../exposure.ts';

/** Administrators and servers of the tenant. */
const OFFICE: readonly Onlooker[] = ['admin', 'key'];

const makeImport = ({ write }: Cast): Promise<string> =>
  write('admin', async (db, { tenantId }) => {
    const data = { tenantId, id: newId('ipt'), kind: 'PEOPLE', dryRun: true, fileName: 'people.csv' } as const;
    return (await db.import.create({ data })).id;
  });

whoSees('Import', { seenBy: OFFICE, make: makeImport });

whoSees('ImportIssue', {
  seenBy: OFFICE,
  make: async (cast) => {
    const importId = await makeImport(cast);
    return cast.write('admin', async (db, { tenantId }) => {
      const said = { line: 7, column: 'c', code: 'QUOTES_WRONG', ja: 'x', en: 'x' };
      await db.importIssue.create({ data: { tenantId, id: newId('iss'), importId, ...said } });
      return importId;
    });
  },
  document: '{ node(id: $id) { ... on Import { issues { nodes { line code } } } } }',
  proof: () => '"line":7,"code":"QUOTES_WRONG"',
});

whoSees('ImportChange', {
  seenBy: OFFICE,
  make: async (cast) => {
    const importId = await makeImport(cast);
    return cast.write('admin', async (db, { tenantId }) => {
      const done = { line: 7, kind: 'PERSON_CREATED', subjectId: 'usr_x', label: 'A1 Ann' } as const;
      await db.importChange.create({ data: { tenantId, id: newId('chg'), importId, ...done } });
      return importId;
    });
  },
  document: '{ node(id: $id) { ... on Import { changes { nodes { label } } } } }',
  proof: () => 'A1 Ann',
});
