import './guideline.graph.ts';
import './standing.graph.ts';
import './schedule.personal.ts';
