import './files.ts';
