import './retention.ts';
import './rating.jobs.ts';
import './feedback.graph.ts';
import './rating.graph.ts';
import './feedback.personal.ts';
