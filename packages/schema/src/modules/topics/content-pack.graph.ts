import { ContentPackOrigin } from '../../generated/prisma/enums.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { changeQuestions, changeStage, forkContent } from './content-pack.ts';
import { type ContentChange, type ContentImport, importContent, takeContentBack } from './content-pack-import.ts';
import { BUILT_IN } from './content/built-in-pack.ts';
import { PackFile } from './content/pack-file.ts';
import type { Text } from './content/text.ts';
import { TopicCodeEnum } from './content.graph.ts';
import { contentFor } from './pack-in-use.ts';
import { canManageTopics, visibleContentPacks } from './topic.policy.ts';
import { topicsAsFile } from './topics-file.ts';

const ContentPackOriginEnum = builder.enumType('ContentPackOrigin', {
  description: "How a version of a tenant's content came to be.",
  values: {
    FORKED: { description: 'Taken over, under a name of its own.' },
    CHANGED: { description: 'Changed in one place.' },
    IMPORTED: { description: 'Read from a file.' },
  } as const satisfies Record<ContentPackOrigin, object>,
});

const asText = (file: PackFile): string => `${JSON.stringify(file, undefined, 2)}\n`;

const fileNameOf = ({ name, version }: PackFile): string => {
  const plain = name.en.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${plain.replaceAll(/^-|-$/g, '') || 'content'}-${version}.json`;
};

/** A version of the tenant's own content. */
export const ContentPackRef = guardedNode('ContentPack', {
  scope: 'topics:read',
  visible: visibleContentPacks,
  audience: ['ADMIN', 'KEY'],
  audienceNote: 'texts for everybody; its versions are for who changes them',
  fields: (t) => ({
    number: t.exposeInt('number'),
    origin: t.expose('origin', { type: ContentPackOriginEnum, description: 'How it came to be.' }),
    name: t.string({
      description: "What it is called, in the caller's language.",
      select: { content: true },
      resolve: ({ content }, _args, { actor }) => PackFile.parse(content).name[actor.language],
    }),
    version: t.string({
      description: 'The version that its file names.',
      select: { content: true },
      resolve: ({ content }) => PackFile.parse(content).version,
    }),
    basedOn: t.string({
      nullable: true,
      description: 'The name and version of what it was made from, where that is known.',
      select: { content: true },
      resolve: ({ content }) => PackFile.parse(content).basedOn ?? null,
    }),
    inUse: t.boolean({
      description: 'Whether people read it now.',
      resolve: async ({ id }, _args, { actor }) => (await contentFor(actor)).id === id,
    }),
    file: t.string({
      description: 'The pack as a file (JSON), with the topics of the day it was made; `importContent` takes it.',
      select: { content: true },
      resolve: ({ content }) => asText(PackFile.parse(content)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    takenBackAt: t.expose('takenBackAt', { type: 'DateTime', nullable: true }),
  }),
});

interface Content {
  readonly packId: string | null;
  readonly file: PackFile;
  /** Whether it is what people read, with the topics as they are now. */
  readonly isInUse: boolean;
}

const ContentRef = builder.objectRef<Content>('Content').implement({
  description: 'The texts that the people of the tenant read: topics, prompts, stages.',
  fields: (t) => ({
    name: t.string({
      description: "What the pack is called, in the caller's language.",
      resolve: ({ file }, _args, { actor }) => file.name[actor.language],
    }),
    version: t.string({ description: 'Its version.', resolve: ({ file }) => file.version }),
    basedOn: t.string({
      nullable: true,
      description: 'The name and version of what it was made from; null for the built-in pack.',
      resolve: ({ file }) => file.basedOn ?? null,
    }),
    isBuiltIn: t.boolean({
      description: 'Whether it is the pack that comes with the product.',
      resolve: ({ packId }) => packId === null,
    }),
    packId: t.id({
      nullable: true,
      description: "The tenant's own version; null for the built-in pack, and for who does not manage topics.",
      resolve: ({ packId }, _args, { actor }) => (canManageTopics(actor) ? packId : null),
    }),
    fileName: t.string({ description: 'What to call the file.', resolve: ({ file }) => fileNameOf(file) }),
    file: t.string({
      description: 'All of it as a file (JSON) in both languages, with the topics as they are now.',
      resolve: async ({ file, isInUse }, _args, { actor }) =>
        asText(isInUse ? { ...file, topics: await topicsAsFile(database(actor), actor.tenantId) } : file),
    }),
  }),
});

builder.queryFields((t) => ({
  content: t.field({
    type: ContentRef,
    authScopes: { scope: 'topics:read' },
    description: 'The texts that the people of the tenant read now, or those that come with the product.',
    args: {
      builtIn: t.arg.boolean({ defaultValue: false, description: 'Whether those of the product are meant.' }),
    },
    resolve: async (_root, { builtIn }, { actor }) => {
      if (builtIn) return { packId: null, file: BUILT_IN, isInUse: false };
      const { id, file } = await contentFor(actor);
      return { packId: id, file, isInUse: true };
    },
  }),
  contentPacks: t.prismaConnection({
    type: ContentPackRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'topics:read' },
    description: "Versions of the tenant's own content, newest first; empty for who does not manage topics.",
    resolve: (query, _root, _args, { actor }) =>
      database(actor).contentPack.findMany({
        ...query,
        where: visibleContentPacks(actor),
        orderBy: { number: 'desc' },
      }),
  }),
}));

const TextInput = builder.inputType('TextInput', {
  description: 'The same words for readers of each language.',
  fields: (t) => ({
    ja: t.string({ description: 'For Japanese readers.' }),
    en: t.string({ description: 'For English readers.' }),
  }),
});

const ForkSourceEnum = builder.enumType('ContentSource', {
  description: 'What a fork begins with.',
  values: {
    IN_USE: { description: 'What is in use.' },
    BUILT_IN: { description: 'What comes with the product.' },
  } as const,
});

mutation('forkContent', {
  description:
    "Takes questions and stages over as the tenant's own, so that they can be changed; topics stay as they are. For administrators and servers.",
  scope: 'topics:write',
  input: (t) => ({
    name: t.string({ description: 'What to call it for Japanese readers, 1 to 60 characters.' }),
    nameEn: t.string({ description: 'What to call it for English readers, 1 to 60 characters.' }),
    from: t.field({ type: ForkSourceEnum, required: false, description: 'With what to begin; what is in use.' }),
  }),
  type: ContentPackRef,
  problems: [InvalidInput],
  resolve: forkContent,
});

type WrittenText = { readonly ja: string; readonly en: string };
const plain = (texts: readonly WrittenText[]): Text[] => texts.map(({ ja, en }) => ({ ja, en }));

mutation('changeQuestions', {
  description: "Changes the prompts for one topic in the tenant's own content. For administrators and servers.",
  scope: 'topics:write',
  input: (t) => {
    const prompts = (description: string) => t.field({ type: [TextInput], description });
    return {
      topicCode: t.field({ type: TopicCodeEnum, description: 'Which of the seven topics.' }),
      past: prompts('What has been: 1 to 10, each of at most 200 characters.'),
      present: prompts('What is: as many.'),
      future: prompts('What may be: as many.'),
    };
  },
  type: ContentPackRef,
  problems: [InvalidInput, NotNow],
  resolve: (actor, { topicCode, past, present, future }) =>
    changeQuestions(actor, { topicCode, past: plain(past), present: plain(present), future: plain(future) }),
});

mutation('changeStage', {
  description: "Changes one stage of a relationship in the tenant's own content. For administrators and servers.",
  scope: 'topics:write',
  input: (t) => ({
    level: t.int({ description: 'Which, 1 to 6.' }),
    name: t.field({ type: TextInput, description: 'What it is called, at most 60 characters.' }),
    purpose: t.field({ type: TextInput, description: 'What talks are for, at most 300 characters.' }),
    tips: t.field({ type: [TextInput], description: 'What helps: 1 to 10, each of at most 200 characters.' }),
  }),
  type: ContentPackRef,
  problems: [InvalidInput, NotNow],
  resolve: (actor, { level, name, purpose, tips }) =>
    changeStage(actor, { level, name: { ...name }, purpose: { ...purpose }, tips: plain(tips) }),
});

const ContentChangeKindEnum = builder.enumType('ContentChangeKind', {
  description: 'What a content pack changes.',
  values: {
    TOPIC_ADDED: { description: 'A topic is added.' },
    TOPIC_CHANGED: { description: 'A topic changes its name, place, kind or whether it is shown.' },
    QUESTIONS_CHANGED: { description: 'The prompts for a topic change.' },
    STAGE_CHANGED: { description: 'A stage of a relationship changes.' },
  } as const satisfies Record<ContentChange['kind'], object>,
});

const ContentChangeRef = builder.objectRef<ContentChange>('ContentChange').implement({
  description: 'What a content pack changes in one place.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ContentChangeKindEnum, description: 'What changes.' }),
    label: t.exposeString('label', { description: "What it is called, in the caller's language." }),
  }),
});

const ContentIssueRef = builder.objectRef<ContentImport['issues'][number]>('ContentIssue').implement({
  description: 'What is not right in a content pack.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Where in the file: `["questions", "WORK", "past", "0", "en"]`; empty for the file as a whole.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', { description: "What to tell the person, in the caller's language." }),
  }),
});

const ContentImportRef = builder.objectRef<ContentImport>('ContentImport').implement({
  description: 'What came of a content pack from a file.',
  fields: (t) => ({
    applied: t.boolean({ description: 'Whether it is in use now.', resolve: ({ id }) => id !== null }),
    packId: t.id({ nullable: true, description: 'The version that was made of it.', resolve: ({ id }) => id }),
    issues: t.field({
      type: [ContentIssueRef],
      description: 'Everything that is not right; nothing is written with any.',
      resolve: ({ issues }) => [...issues],
    }),
    changes: t.field({
      type: [ContentChangeRef],
      description: 'Everything that changes, or would.',
      resolve: ({ changes }) => [...changes],
    }),
  }),
});

mutation('importContent', {
  description:
    "Checks a content pack and, unless it is a dry run, makes it the tenant's own: all of it or nothing. For administrators and servers.",
  scope: 'topics:write',
  input: (t) => ({
    uploadId: t.id({ description: 'The file, sent for CONTENT_PACK; a dry run leaves it to be imported.' }),
    dryRun: t.boolean({ description: 'Whether it is only checked.' }),
  }),
  type: ContentImportRef,
  problems: [InvalidInput, NotNow],
  resolve: importContent,
});

mutation('takeContentBack', {
  description:
    'Takes the version in use back, with what it did to the topics, while none of them was used or changed since. For administrators and servers.',
  scope: 'topics:write',
  input: (t) => ({ contentPackId: t.id({ description: 'The version in use.' }) }),
  type: ContentPackRef,
  problems: [InvalidInput, NotNow],
  resolve: takeContentBack,
});
