import './theme.graph.ts';
import './session.graph.ts';
import './brief.graph.ts';
import './session-list.graph.ts';
import './session-of-pair.graph.ts';
import './session-change.graph.ts';
import './live.graph.ts';
import './session.jobs.ts';
