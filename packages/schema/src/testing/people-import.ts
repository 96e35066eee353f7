import { deliverEvents } from './deliver.ts';
import { sendFile } from './import-file.ts';
import { run } from './run.ts';
import { type Company, seenBy } from './world.ts';
import '../modules/imports/imports.jobs.ts';

/** Takes a file of people in. */
export const IMPORT = `mutation($input: ImportPeopleInput!) { importPeople(input: $input) { __typename ... on Import { id }
  ... on Problem { code } ... on LimitReached { limit } } }`;
const READ = `query($id: ID!) { import(id: $id) { state dryRun linesTotal linesDone issueCount ignoredColumns undoableUntil
  counts { departmentsCreated peopleCreated peopleChanged peopleMoved peopleLeaving pairsMade pairsEnded unchanged }
  issues(first: 100) { nodes { line column code message } }
  changes(first: 100) { nodes { line kind label fields } } } }`;

/** What the documents above say that comes. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers have the shape of their documents
export type Shapeless = any;

/** Sends a file and asks for its import, which does not run yet. */
export async function begin({ admin }: Company, text: string, options: object = {}): Promise<Shapeless> {
  const uploadId = await sendFile(admin, text);
  const { data } = await run({ ...admin }, IMPORT, { input: { uploadId, dryRun: false, ...options } });
  return data?.importPeople;
}

/** How an import stands. */
export const look = async ({ admin }: Company, id: string): Promise<Shapeless> =>
  (await run({ ...admin }, READ, { id })).data?.import;

/** Sends a file, lets its import run, and looks at it. */
export async function importFile(company: Company, text: string, options: object = {}): Promise<Shapeless> {
  const { id } = await begin(company, text, options);
  await deliverEvents(company.tenantId, { twice: true });
  return { id, ...(await look(company, id)) };
}

/** Applies an import or takes it back, and lets its job run. */
export const change = async ({ admin, tenantId }: Company, name: string, id: string): Promise<Shapeless> => {
  const capital = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const document = `mutation($input: ${capital}Input!) { ${name}(input: $input) { __typename ... on Problem { code }
    ${name === 'undoImport' ? '... on ImportInUse { dependents { kind count labels } }' : ''} } }`;
  const { data } = await run({ ...admin }, document, { input: { importId: id } });
  await deliverEvents(tenantId);
  return data?.[name];
};

/** Everybody of a company, by their number, with department and pairs. */
export const peopleOf = (company: Company) =>
  seenBy(company.admin, (db) =>
    db.user.findMany({
      where: { tenantId: company.tenantId },
      orderBy: { externalId: 'asc' },
      include: { department: true, pairsAsMember: { where: { endedAt: null } } },
    }),
  );

/** The person with this number. */
export const personOf = async (company: Company, externalId: string) =>
  (await peopleOf(company)).find((person) => person.externalId === externalId);

/** The first line of a file of people. */
export const HEADER = '社員番号,姓,名,姓カナ,部署,権限,入社日,メールアドレス,上司の社員番号,退職\n';
/** Two people, the first of whom reports to the second. */
export const TWO = `${HEADER}A1,佐藤,花,ｻﾄｳ,営業部/第一課,メンバー,2024/4/1,hana@example.com,A2,\nA2,鈴木,一郎,,営業部,マネージャー・メンバー,,,,\n`;
