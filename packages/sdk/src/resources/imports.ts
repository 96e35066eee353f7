import type { TaiwaCore } from '../core.ts';
import { notFound } from '../errors.ts';
import {
  ApplyImport,
  GetImport,
  ImportChanged,
  ImportPairs,
  ImportPeople,
  ListImportChanges,
  ListImportIssues,
  ListImports,
  PairDepartments,
  UndoImport,
} from '../generated/imports.ts';
import type {
  ImportChangeKind,
  ImportFragment,
  ListImportChangesQuery,
  ListImportIssuesQuery,
  PairDepartmentsInput,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions, LiveOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';
import { sendUpload, type UploadOptions } from './send-upload.ts';

/** A change of many people or pairs at once, and how far it is. */
export type Import = ImportFragment;
/** What is not right in a line of a file. */
export type ImportIssue = NonNullable<ListImportIssuesQuery['import']>['issues']['nodes'][number];
/** What an import does to one thing. */
export type ImportChange = NonNullable<ListImportChangesQuery['import']>['changes']['nodes'][number];

/** How a file is to be taken. */
export interface ImportFileOptions extends UploadOptions {
  /** Only checked, to be applied by `apply`; true unless said otherwise. */
  readonly dryRun?: boolean;
}

/** How a file of people is to be taken. */
export interface ImportPeopleOptions extends ImportFileOptions {
  /** Whether the column of managers makes and ends pairs. */
  readonly withManagers?: boolean;
}

/** What changes many people or pairs at once: checked as a whole, written as a whole, taken back as a whole. */
export class Imports {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * Sends a file of people and begins to check it; nothing is written before `apply`, unless `dryRun` is false. Throws the
   * problem LimitReached beyond 10,000 lines.
   *
   * @example
   * const begun = await taiwa.imports.people(new Blob(['社員番号,姓,名,部署\nE-1,佐藤,花,営業部\n']));
   * for await (const one of taiwa.imports.changes(begun.id)) {
   *   console.log(one.state, one.linesDone, one.linesTotal);
   *   if (one.endedAt) break;
   * }
   */
  async people(file: Blob, options: ImportPeopleOptions = {}): Promise<Import> {
    const { dryRun = true, withManagers = false, ...rest } = options;
    const uploadId = await sendUpload(this.#core, 'PEOPLE_CSV', file, rest);
    return this.#core.change(ImportPeople, { uploadId, dryRun, withManagers }, rest);
  }

  /**
   * Sends a file of pairs and begins to check it, as `people` does.
   *
   * @example
   * const begun = await taiwa.imports.pairs(new Blob(['部下,上司\nE-1,E-2\n']), { dryRun: false });
   */
  async pairs(file: Blob, options: ImportFileOptions = {}): Promise<Import> {
    const { dryRun = true, ...rest } = options;
    const uploadId = await sendUpload(this.#core, 'PAIRS_CSV', file, rest);
    return this.#core.change(ImportPairs, { uploadId, dryRun }, rest);
  }

  /**
   * Begins to pair members who have no manager yet with the managers of their department.
   *
   * @example
   * const shown = await taiwa.imports.departments({ departmentId, dryRun: true });
   */
  departments(input: PairDepartmentsInput, options?: ChangeOptions): Promise<Import> {
    return this.#core.change(PairDepartments, input, options);
  }

  /**
   * One import; throws `not_found`.
   *
   * @example
   * const { state, counts } = await taiwa.imports.get(importId);
   */
  async get(id: string, options?: CallOptions): Promise<Import> {
    const { import: found } = await this.#core.query(GetImport, { id }, options);
    if (!found) throw notFound('import');
    return found;
  }

  /**
   * The imports of the tenant, newest first.
   *
   * @example
   * for await (const one of taiwa.imports.list()) console.log(one.fileName, one.state, one.undoableUntil);
   */
  list(listing: PageArgs = {}, options?: CallOptions): Pages<Import> {
    return listOf(this.#core, ListImports, listing, (data) => data.imports, options);
  }

  /**
   * What is not right, line by line.
   *
   * @example
   * for await (const { line, column, message } of taiwa.imports.issues(importId)) console.log(line, column, message);
   */
  issues(id: string, listing: PageArgs = {}, options?: CallOptions): Pages<ImportIssue> {
    const connectionOf = ({ import: found }: ListImportIssuesQuery) => {
      if (!found) throw notFound('import');
      return found.issues;
    };
    return listOf(this.#core, ListImportIssues, { ...listing, id }, connectionOf, options);
  }

  /**
   * What an import does, or would do, thing by thing; of some kinds only where they are given.
   *
   * @example
   * for await (const { line, label } of taiwa.imports.effects(importId, { kind: ['PERSON_LEAVES'] })) console.log(line, label);
   */
  effects(
    id: string,
    listing: PageArgs & { readonly kind?: readonly ImportChangeKind[] } = {},
    options?: CallOptions,
  ): Pages<ImportChange> {
    const connectionOf = ({ import: found }: ListImportChangesQuery) => {
      if (!found) throw notFound('import');
      return found.changes;
    };
    return listOf(this.#core, ListImportChanges, { ...listing, id }, connectionOf, options);
  }

  /**
   * Writes what a dry run has shown, checked anew.
   *
   * @example
   * await taiwa.imports.apply(importId);
   */
  apply(importId: string, options?: ChangeOptions): Promise<Import> {
    return this.#core.change(ApplyImport, { importId }, options);
  }

  /**
   * Takes an import back within a day; throws the problem ImportInUse with `dependents` where something of it is in use.
   *
   * @example
   * await taiwa.imports.undo(importId);
   */
  undo(importId: string, options?: ChangeOptions): Promise<Import> {
    return this.#core.change(UndoImport, { importId }, options);
  }

  /**
   * The import now and with each step, until `break` or abort.
   *
   * @example
   * for await (const { linesDone, linesTotal } of taiwa.imports.changes(importId, { signal })) console.log(linesDone / linesTotal);
   */
  async *changes(importId: string, options?: LiveOptions): AsyncGenerator<Import, void> {
    for await (const { importChanged } of this.#core.watch(ImportChanged, { importId }, options, 'latest')) {
      if (!importChanged) throw notFound('import');
      yield importChanged;
    }
  }
}
