import '@taiwa/widgets/privacy';
import { html } from 'lit';
import { showOwnPage } from './own-page.ts';

// For everybody: who can see what, who has looked, and a copy of all of it.
showOwnPage({
  title: ({ myData }) => myData.title,
  lead: ({ myData }, name) => myData.lead(name),
  view: html`<taiwa-privacy></taiwa-privacy>`,
});
