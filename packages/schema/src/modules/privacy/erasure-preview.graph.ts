import { builder } from '../../kernel/builder.ts';
import { type ErasureKind, GOING, STAYING } from './erasure-kind.ts';
import { type ErasureLine, type ErasurePreview, previewErasure } from './erasure-preview.ts';

type Kinds<Kind extends string> = Readonly<Record<Kind, ErasureKind>>;

function valuesOf<Kind extends string>(kinds: Kinds<Kind>) {
  const described = Object.entries<ErasureKind>(kinds).map(([kind, { says }]) => [kind, { description: says }]);
  return Object.fromEntries(described) as Readonly<Record<Kind, { description: string }>>;
}

const GoingEnum = builder.enumType('ErasedKind', { description: 'What an erasure removes.', values: valuesOf(GOING) });
const StayingEnum = builder.enumType('KeptKind', {
  description: 'What an erasure leaves to others, with a former member.',
  values: valuesOf(STAYING),
});

const COUNT = 'How many there are; null where the reader is not told: the number would say how much somebody confides.';

const ErasedLineRef = builder.objectRef<ErasureLine<keyof typeof GOING>>('ErasedLine').implement({
  description: 'A kind of what would go.',
  fields: (t) => ({
    kind: t.expose('kind', { type: GoingEnum, description: 'What it is.' }),
    count: t.exposeInt('count', { nullable: true, description: COUNT }),
  }),
});

const KeptLineRef = builder.objectRef<ErasureLine<keyof typeof STAYING>>('KeptLine').implement({
  description: 'A kind of what would stay.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StayingEnum, description: 'What it is.' }),
    count: t.exposeInt('count', { nullable: true, description: COUNT }),
  }),
});

const ErasurePreviewRef = builder.objectRef<ErasurePreview>('ErasurePreview').implement({
  description: "What an erasure of a person's data would do now.",
  fields: (t) => ({
    goes: t.field({ type: [ErasedLineRef], description: 'What would go.', resolve: ({ goes }) => [...goes] }),
    stays: t.field({ type: [KeptLineRef], description: 'What would stay.', resolve: ({ stays }) => [...stays] }),
  }),
});

builder.queryField('erasurePreview', (t) =>
  t.field({
    type: ErasurePreviewRef,
    authScopes: { scope: 'people:read', person: true },
    description:
      "What an erasure of a person's data would remove and leave now, counted by the rules that carry it out; nothing is changed. For admins and, about themselves, for everybody.",
    args: { userId: t.arg.id({ description: 'The person.' }) },
    resolve: (_root, { userId }, { actor }) => previewErasure(actor, { userId }),
  }),
);
