import './kernel/scalars.graph.ts';
import './kernel/problems.graph.ts';
import './kernel/guarded.ts';
import './kernel/retention.jobs.ts';
import './modules/index.ts';
import './demo/play-talk.graph.ts';
import './kernel/uploads.graph.ts';
import './kernel/exports.graph.ts';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './kernel/builder.ts';
import { withAudiences } from './kernel/audience.graph.ts';
import { withAccountOfReads } from './kernel/reads.graph.ts';

/** The whole graph: what the product can answer. */
export const schema = withAudiences(withAccountOfReads(builder.toSchema()));

/** The graph as text, in alphabetical order: what `schema.graphql` holds and the SDK is made from. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
