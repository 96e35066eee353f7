import type { SettingsMessages } from './settings-messages.ts';
import { USUAL_EN, USUAL_JA } from './usual-words.ts';

const THINGS = {
  TALK: 'The talk of two',
  MEMBER: 'Whose talk it is',
  MANAGER: 'Who is there for them',
  ADVISOR: 'Who sees times and counts and advises',
  HINT: 'A practice that helped',
} as const;

/** English of `<taiwa-settings>`. */
export const settingsEn: SettingsMessages = {
  settingsTitle: 'Company settings',
  settingsLead: 'What holds for the whole company. Changes are kept in the record.',
  settingsClosed: 'Only administrators change these settings.',
  settingsWhat: 'Setting',
  settingsNow: 'Now',
  settingsName: 'Company name',
  settingsNameJa: 'Name in Japanese',
  settingsNameEn: 'Name in English',
  settingsPlace: 'Language and time zone',
  settingsLanguage: 'Usual language',
  settingsZone: 'Time zone',
  settingsZoneText: 'Months and periods are counted in this zone.',
  settings_ja: 'Japanese',
  settings_en: 'English',
  settingsFloor: 'Least number of people behind a figure',
  settingsFloorText:
    'Figures with fewer people behind them are not shown. It is 3 or more, and once a {talk} was held it can only be raised.',
  settingsFloorLabel: 'People',
  settingsSaved: 'Saved',
  settingsWords: 'Your own words',
  settingsWordsLead: 'What the pages call these things can follow what your company calls them.',
  settingsWordText: 'Left empty, the usual word is used. In English, write one of them.',
  settingsElsewhere:
    'How often {talks} are held is set under “Guideline”, pauses under “Pairs”, how long data is kept under “Data protection”.',
  settingsPeople: (count) => `${count} people`,
  settingsThing: (key) => THINGS[key],
  settingsWordFor: (thing) => `What you call: ${thing}`,
  settingsUsual_ja: (key) => USUAL_JA[key],
  settingsUsual_en: (key) => USUAL_EN[key],
};
