import './hint.graph.ts';
