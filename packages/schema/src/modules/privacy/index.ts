import './privacy.personal.ts';
import './privacy.jobs.ts';
import './privacy.graph.ts';
import './erasure-preview.graph.ts';
import './restriction.graph.ts';
import './retention.graph.ts';
