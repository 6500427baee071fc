export { announce } from './announce.js';
export type { Announced, Announcement, Audience, Member } from './announcement.js';
