import './hint.graph.ts';
import './hint-reader.graph.ts';
import './shared-hint.graph.ts';
import './hint.jobs.ts';
import './hints.personal.ts';
