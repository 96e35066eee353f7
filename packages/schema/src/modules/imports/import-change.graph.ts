import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, LimitReached, NotNow } from '../../kernel/problems.ts';
import { problemType } from '../../kernel/problems.graph.ts';
import { ImportRef } from './import.graph.ts';
import { applyImport, importPairs, importPeople, pairDepartments } from './import.ts';
import { type DependentCount, ImportInUse } from './undo-check.ts';
import { undoImport } from './undo.ts';

const ImportDependentEnum = builder.enumType('ImportDependentKind', {
  description: 'What became of something that an import wrote.',
  values: {
    CHANGED_PEOPLE: { description: 'People who have been changed since.' },
    USED_PEOPLE: { description: 'Registered people who have signed in, left, or been given something since.' },
    USED_DEPARTMENTS: { description: 'Added departments in which there is somebody or something since.' },
    USED_PAIRS: { description: 'Pairs that have sessions, levels, a purpose or pauses since, or have ended.' },
    NEW_PAIRS: { description: 'Ended pairs whose two people are a pair again.' },
  } as const,
});

const ImportDependentRef = builder.objectRef<DependentCount>('ImportDependent').implement({
  description: 'What keeps an import from being taken back.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ImportDependentEnum, description: 'What it is.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
    labels: t.stringList({
      description: 'What the first of them are called.',
      resolve: ({ labels }) => [...labels],
    }),
  }),
});

problemType(ImportInUse, 'Something of the import has been used since, so that it stays; undo that first.', (t) => ({
  dependents: t.field({
    type: [ImportDependentRef],
    description: 'What has been used.',
    resolve: ({ dependents }) => [...dependents],
  }),
}));

mutation('importPeople', {
  description:
    'Checks a file of people and, unless it is a dry run, writes all of it or nothing. Watch importChanged. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    uploadId: t.id({ description: 'The file, sent for PEOPLE_CSV.' }),
    dryRun: t.boolean({ description: 'Whether it is only checked, to be applied by applyImport.' }),
    withManagers: t.boolean({
      required: false,
      description: 'Whether the column of managers makes pairs, and ends those with other managers.',
    }),
  }),
  type: ImportRef,
  problems: [InvalidInput, NotNow, LimitReached, Conflict],
  resolve: importPeople,
});

mutation('importPairs', {
  description:
    'Checks a file of pairs and, unless it is a dry run, writes all of it or nothing. Watch importChanged. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    uploadId: t.id({ description: 'The file, sent for PAIRS_CSV.' }),
    dryRun: t.boolean({ description: 'Whether it is only checked, to be applied by applyImport.' }),
  }),
  type: ImportRef,
  problems: [InvalidInput, NotNow, LimitReached, Conflict],
  resolve: importPairs,
});

mutation('pairDepartments', {
  description:
    'Makes pairs of members who have no manager yet and the managers of their department, or of the nearest one above. Watch importChanged. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    departmentId: t.id({ required: false, description: 'Members of this department and those below; of all else.' }),
    dryRun: t.boolean({ description: 'Whether it is only shown, to be applied by applyImport.' }),
  }),
  type: ImportRef,
  problems: [InvalidInput, Conflict],
  resolve: pairDepartments,
});

mutation('applyImport', {
  description: 'Writes what a dry run has shown, checked anew. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({ importId: t.id({ description: 'The bulk change.' }) }),
  type: ImportRef,
  problems: [InvalidInput, NotNow, Conflict],
  resolve: applyImport,
});

mutation('undoImport', {
  description:
    'Takes a bulk change back within a day, while nothing depends on it. Sessions that were cancelled stay cancelled. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({ importId: t.id({ description: 'The bulk change.' }) }),
  type: ImportRef,
  problems: [InvalidInput, NotNow, ImportInUse],
  resolve: undoImport,
});
