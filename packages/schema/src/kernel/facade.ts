import { SEND } from './bare.ts';
import { compiledModel } from './compiled/compiled-reads.ts';
import type { Send } from './sent.ts';
import type { Visit } from './visit.ts';

// They would reach around the visit: open, close or share a connection, or make a client that nobody counts.
const REFUSED = new Set<PropertyKey>(['$connect', '$disconnect', '$extends', '$on', '$transaction', 'then']);

function counted(visit: Visit, owner: object, value: unknown): unknown {
  if (typeof value !== 'function') return value;
  return (...given: unknown[]) => visit.run(async () => (await Reflect.apply(value, owner, given)) as unknown);
}

const senderOf =
  (visit: Visit): Send =>
  (statement) =>
    visit.query(statement);

// What a visit writes goes through Prisma alone, with what it reads for that.
const methodsOf = (visit: Visit, name: PropertyKey, model: object): object =>
  visit.reads ? compiledModel(senderOf(visit), String(name), model) : model;

const countedMethods = (visit: Visit, model: object): object =>
  new Proxy(model, { get: (_, name) => counted(visit, model, Reflect.get(model, name)) });

/**
 * The client as one visit sees it: what runs is counted, what is late is refused, and of the models only those in `only`
 * (where given) are there. Methods answer plain promises: no chaining over relations.
 */
export function facade<Client extends object>(visit: Visit, client: Client, only?: readonly string[]): Client {
  const models = new Map<PropertyKey, object>();
  return new Proxy(client, {
    get(_, name) {
      if (REFUSED.has(name)) return undefined;
      if (name === SEND) return counted(visit, visit, senderOf(visit));
      const value: unknown = Reflect.get(client, name);
      if (typeof value !== 'object' || value === null) return counted(visit, client, value);
      if (only && typeof name === 'string' && !only.includes(name)) throw new Error(`This task may not use ${name}.`);
      const model = models.get(name) ?? countedMethods(visit, methodsOf(visit, name, value));
      models.set(name, model);
      return model;
    },
  });
}
