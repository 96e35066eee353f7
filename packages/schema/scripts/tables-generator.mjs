// Run by `prisma generate`: writes what the statements of compiled reads need to know of the tables.
import { writeFile } from 'node:fs/promises';
import generatorHelper from '@prisma/generator-helper';

const nameOf = ({ name, dbName }) => dbName ?? name;

/** The columns of a relation, as pairs [of this table, of the other]; they are written down on one of its two sides. */
function keysOf(models, model, field) {
  const columnOf = (of, name) => nameOf(of.fields.find((one) => one.name === name));
  const other = models.find(({ name }) => name === field.type);
  if (field.relationFromFields.length > 0)
    return field.relationFromFields.map((from, at) => [
      columnOf(model, from),
      columnOf(other, field.relationToFields[at]),
    ]);
  const back = other.fields.find((one) => one.relationName === field.relationName && one.relationFromFields.length > 0);
  return back.relationToFields.map((to, at) => [columnOf(model, to), columnOf(other, back.relationFromFields[at])]);
}

function tableOf(models, model) {
  const columns = model.fields
    .filter(({ kind }) => kind !== 'object')
    .map((field) => [
      field.name,
      {
        name: nameOf(field),
        type: field.kind === 'enum' ? 'Enum' : field.type,
        isRequired: field.isRequired,
        isList: field.isList,
      },
    ]);
  const relations = model.fields
    .filter(({ kind }) => kind === 'object')
    .map((field) => [field.name, { to: field.type, isList: field.isList, keys: keysOf(models, model, field) }]);
  return { name: nameOf(model), columns: Object.fromEntries(columns), relations: Object.fromEntries(relations) };
}

generatorHelper.generatorHandler({
  onManifest: () => ({ prettyName: 'Tables for compiled reads', defaultOutput: '../generated/tables.ts' }),
  async onGenerate({ dmmf, generator }) {
    const { models } = dmmf.datamodel;
    const tables = Object.fromEntries(models.map((model) => [model.name, tableOf(models, model)]));
    const head = "import type { WrittenTables } from '../kernel/compiled/tables.ts';\n";
    // As a text, which is read faster than a literal of this size.
    const text = `${head}\nexport const TABLES = JSON.parse(${JSON.stringify(JSON.stringify(tables))}) as WrittenTables;\n`;
    await writeFile(generator.output.value, text);
  },
});
