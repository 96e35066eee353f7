import './pair.graph.ts';
import './pair-list.graph.ts';
import './pair-change.graph.ts';
import './pair.jobs.ts';
import './pairs-export.ts';
import './transfer.graph.ts';
import './sign-up.graph.ts';
import './pairs.personal.ts';
