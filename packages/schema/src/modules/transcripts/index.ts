import './transcript-entry.graph.ts';
import './transcript.graph.ts';
import './capture.graph.ts';
import './append.graph.ts';
import './live.graph.ts';
import './transcripts.jobs.ts';
import './retention.ts';
import './transcripts.personal.ts';
