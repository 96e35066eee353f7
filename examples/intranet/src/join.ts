import '@taiwa/widgets/sign-up';
import { html } from 'lit';
import { showOwnPage } from './own-page.ts';

// The page that the link of an invitation leads to; the element finds the invitation in the address.
showOwnPage({
  title: ({ join }) => join.title,
  lead: ({ join }, name) => join.lead(name),
  view: html`<taiwa-sign-up></taiwa-sign-up>`,
});
