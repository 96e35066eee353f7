/** What `<taiwa-settings>` says. */
export interface SettingsMessages {
  settingsTitle: string;
  settingsLead: string;
  settingsClosed: string;
  settingsWhat: string;
  settingsNow: string;
  settingsName: string;
  settingsNameJa: string;
  settingsNameEn: string;
  settingsPlace: string;
  settingsLanguage: string;
  settingsZone: string;
  settingsZoneText: string;
  settings_ja: string;
  settings_en: string;
  settingsFloor: string;
  settingsFloorText: string;
  settingsFloorLabel: string;
  settingsSaved: string;
  settingsWords: string;
  settingsWordsLead: string;
  settingsWordText: string;
  settingsElsewhere: string;
  settingsPeople: (count: number) => string;
  settingsThing: (key: 'TALK' | 'MEMBER' | 'MANAGER' | 'ADVISOR' | 'HINT') => string;
  settingsWordFor: (thing: string) => string;
  settingsUsual_ja: (key: 'TALK' | 'MEMBER' | 'MANAGER' | 'ADVISOR' | 'HINT') => string;
  settingsUsual_en: (key: 'TALK' | 'MEMBER' | 'MANAGER' | 'ADVISOR' | 'HINT') => string;
}
