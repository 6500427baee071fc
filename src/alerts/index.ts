export { alertEvents } from './alert-events.js';
export { createAlertWatch, type AlertWatch } from './create-alert-watch.js';
export type { AlertWatchOptions, Watched, WatchedAlertOptions } from './define-alert-watch.js';
export type { AlertTold } from './follow-alerts.js';
