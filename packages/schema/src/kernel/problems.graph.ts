import { builder, type GraphTypes } from './builder.ts';
import { docsUrlOf } from './docs-url.ts';
import { AlreadyRated, Conflict, InvalidInput, type Issue, LimitReached, NotNow, Problem } from './problems.ts';

const ProblemInterface = builder.interfaceRef<Problem>('Problem').implement({
  description: 'What stands in the way and can be mended by the person.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable name of the reason, to switch on.' }),
    message: t.string({
      description: "What to tell the person, in the caller's language.",
      resolve: (problem, _args, { actor }) => problem.says(actor.language),
    }),
    docsUrl: t.string({
      description: 'Where the documentation says more of the code.',
      resolve: ({ code }) => docsUrlOf(code),
    }),
  }),
});

type FieldsOf<Shape> = PothosSchemaTypes.ObjectTypeOptions<GraphTypes, Shape>['fields'];

/** Makes a class of problems a member for result unions, under the name of the class. */
export function problemType<Kind extends Problem>(
  kind: abstract new (...args: never[]) => Kind,
  description: string,
  fields?: FieldsOf<Kind>,
): void {
  builder.objectType(
    kind as new (...args: never[]) => Kind,
    {
      name: kind.name,
      description,
      interfaces: [ProblemInterface],
      ...(fields && { fields }),
    } as never,
  );
}

const InputIssue = builder.objectRef<Issue>('InputIssue').implement({
  description: 'One place of the input that is not right.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Where: names of fields and positions in lists.',
      resolve: (issue) => [...issue.path],
    }),
    message: t.exposeString('message', { description: "What to tell the person, in the caller's language." }),
  }),
});

problemType(
  InvalidInput,
  'The input has the right types and the wrong content; the person mends it and sends it again.',
  (t) => ({
    issues: t.field({
      type: [InputIssue],
      description: 'Every place that is not right.',
      resolve: (problem) => [...problem.issues],
    }),
  }),
);
problemType(Conflict, 'The thing has changed meanwhile or collides with another; read it again and decide anew.');
problemType(NotNow, 'The right step in the wrong state or at the wrong moment; waiting may mend it.', (t) => ({
  possibleFrom: t.expose('possibleFrom', {
    type: 'DateTime',
    nullable: true,
    description: 'From when on it is possible, if that is known.',
  }),
}));
problemType(LimitReached, 'There may be no more of these; remove one first.', (t) => ({
  limit: t.exposeInt('limit', { description: 'How many there may be.' }),
}));
problemType(
  AlreadyRated,
  'The member has rated this session already; nothing was changed and nothing needs to be done.',
);
