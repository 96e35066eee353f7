import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDocs } from './docs.mjs';
import { addressOf } from './docs/addresses.mjs';
import { CRITERIA } from './docs/criteria.mjs';
import { readElements } from './docs/element-pages.mjs';
import { readSchema } from './docs/graph-pages.mjs';

let folder;
let pages;
const read = (address) => readFileSync(join(folder, address.slice('/docs/'.length)), 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taiwa-docs-'));
  pages = buildDocs(join(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// What the process itself answers with.
const SERVED = new Set(['/llms.txt', '/schema.graphql', '/playground/', '/explorer']);

test('every link of a page leads to something that is there, at the very place it names', () => {
  const anchors = new Map();
  const anchorsOf = (address) => {
    if (!anchors.has(address))
      anchors.set(address, new Set([...read(address).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)));
    return anchors.get(address);
  };
  const dead = pages.flatMap((page) => {
    const here = addressOf(page);
    const targets = [...read(here).matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, target]) => target);
    return targets
      .filter((target) => !/^(?:https?|data|mailto):/.test(target) && !SERVED.has(target))
      .filter((target) => {
        const [path, hash] = target.split('#');
        const address = path || here;
        if (!address.startsWith('/docs/') || !existsSync(join(folder, address.slice('/docs/'.length)))) return true;
        return hash !== undefined && !anchorsOf(address).has(decodeURIComponent(hash));
      })
      .map((target) => `${here}: ${target}`);
  });
  expect(dead).toEqual([]);
});

test('the Markdown that is served leads to Markdown, and llms.txt names all of it', () => {
  const guide = read('/docs/llms.txt');
  for (const page of pages) {
    const address = addressOf(page, 'md');
    const local = [...read(address).matchAll(/\]\((\/docs\/[^)#\s]+)/g)].map(([, target]) => target);
    expect(local.filter((target) => !target.endsWith('.md') || !existsSync(join(folder, target.slice(6))))).toEqual([]);
    if (!page.slug.startsWith('decisions/')) expect(guide).toContain(`](${address})`);
  }
});

test('every type and every field of the schema has its place', () => {
  const { types, inputs, values } = Object.fromEntries(
    ['types', 'inputs', 'values'].map((name) => [name, read(`/docs/graphql/${name}.html`)]),
  );
  const schema = readSchema();
  const roots = { Query: 'queries', Mutation: 'mutations', Subscription: 'subscriptions' };
  for (const [root, name] of Object.entries(roots)) {
    const html = read(`/docs/graphql/${name}.html`);
    for (const field of Object.keys(schema.getType(root).getFields()))
      expect(html).toContain(` id="${field.toLowerCase()}"`);
  }
  const sections = [types, inputs, values].flatMap((html) => html.split('<h2 id="').slice(1));
  const sectionOf = new Map(sections.map((text) => [text.slice(0, text.indexOf('"')), text]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || type.name in roots || !type.astNode) continue;
    const section = sectionOf.get(type.name.toLowerCase());
    expect(section, type.name).toBeDefined();
    for (const field of Object.keys('getFields' in type ? type.getFields() : {}))
      expect(section, `${type.name}.${field}`).toContain(`<code>${field}</code>`);
  }
});

test('every element has a page with all of its attributes, events, slots and parts', () => {
  for (const { tagName, attributes = [], events = [], slots = [], cssParts = [] } of readElements()) {
    const text = read(`/docs/elements/${tagName}.md`);
    for (const { name } of [...attributes, ...events, ...slots, ...cssParts])
      if (name) expect(text).toContain(`\`${name}\``);
  }
});

test('the accessibility statement has a result for each criterion of WCAG 2.2, A and AA', () => {
  expect(CRITERIA).toHaveLength(55);
  expect(new Set(CRITERIA.map(([number]) => number)).size).toBe(55);
  for (const lang of ['en', 'ja']) {
    const text = read(addressOf({ slug: 'accessibility', lang }, 'md'));
    for (const [number] of CRITERIA) expect(text).toContain(`| ${number} |`);
  }
});

test('no page has a script or a style of its own', () => {
  const own = pages.filter((page) => /<script(?![^>]* src=)|<style| style="| on\w+="/.test(read(addressOf(page))));
  expect(own.map(addressOf)).toEqual([]);
});
