import './guideline.graph.ts';
import './standing.graph.ts';
