import { z } from 'zod';
import { id, text } from '../../kernel/parse.ts';
import { kept } from './kept.ts';
import { nameOfThing } from './name-input.ts';
import { timeZone } from './time-zone.ts';
import { says } from './words.ts';

const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Nothing longer is an address, and the longer the text, the longer the expression above would look for one. */
const isEmail = (value: string): boolean => value.length <= 254 && EMAIL.test(value);

/** A piece of input: a part of a name. */
export const namePart = () => nameOfThing(60);
const kana = () =>
  namePart().refine((value) => KANA.test(value.normalize('NFKC')), { params: { reason: says.NOT_KANA } });
const email = () => text({ max: 254 }).refine(isEmail, { params: { reason: says.NOT_EMAIL } });
const roles = () =>
  z.array(z.enum(['MEMBER', 'MANAGER', 'ADVISOR', 'ADMIN'])).transform((given) => [...new Set(given)]);
const externalId = () => text({ min: 1, max: 200 });

const optional = {
  familyKana: kana().nullish(),
  givenKana: kana().nullish(),
  latinName: namePart().nullish(),
  email: email().nullish(),
  hiredOn: z.date().nullish(),
  language: z.enum(['ja', 'en']).nullish(),
  timeZone: timeZone().nullish(),
};

/** What a person is registered with. */
export const CreateUser = z.object({
  ...optional,
  externalId: externalId(),
  familyName: namePart(),
  givenName: namePart(),
  roles: roles(),
  departmentId: id('dep'),
});

/** What of a person can be changed; what is not given stays, null clears. */
export const UpdateUser = z.object({
  ...optional,
  userId: id('usr'),
  externalId: kept(externalId()),
  familyName: kept(namePart()),
  givenName: kept(namePart()),
  roles: kept(roles()),
  departmentId: kept(id('dep')),
});
