export { collectReport, type ReportData, type ReportedChange, type ReportedJourney, type ReportOptions } from './collect-report.js';
export { toCsv } from './to-csv.js';
export { renderReport } from './html/render-report.js';
