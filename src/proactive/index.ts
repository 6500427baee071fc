export { announce } from './announce.js';
export type { Announced, Announcement, Audience, Member } from './announcement.js';
export type { Wave } from './waves.js';
export { readAudience } from './read-audience.js';
export type { AudienceRead, AudienceReading } from './audience.js';
export { repeat, type Occurrence, type Recurrence, type Repeating } from './repeat.js';
