import type { ReportData } from '../collect-report.js';
import { figureTable } from './figure-table.js';
import { flowChart } from './flow-chart.js';
import { changeTable } from './change-table.js';
import { gapTable } from './gap-table.js';
import { goalTable } from './goal-table.js';
import { journeyMap, withPlan } from './journey-map.js';
import { html, type Markup } from './markup.js';
import { styleSheet } from './style-sheet.js';
import { trendCharts } from './trend-charts.js';

/**
 * A report as one HTML file that asks the network for nothing and runs no script: figures with their intervals, their way from week to week, the gap
 * matrix, and the journey with the ways through it. Light and dark, from 360 pixels on; every drawing is told in words as well.
 */
export function renderReport(data: ReportData): string {
  const charts = trendCharts(data.weeks);
  const { journey, faults } = data;
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${data.title}</title><style>${{ markup: styleSheet }}</style></head>
<body><header><h1>${data.title}</h1><p class="aside">As of ${data.asOf.slice(0, 16).replace('T', ' ')} UTC. ${faultsInWords(faults)}</p></header>
<main>${section('Figures', figureTable(data.all))}
${charts.length > 0 ? section('From week to week', html`<div class="charts">${charts}</div>`) : ''}
${data.goals.length > 0 ? section('Goals', goalTable(data.goals)) : ''}
${data.change === undefined ? '' : section(`What ${data.change.name} did`, changeTable(data.change.gaps))}
${data.gaps.length > 0 ? section('Where customers are helped least', gapTable(data.gaps, data.target)) : ''}
${journey === undefined || journey.paths.runs === 0 ? '' : section(`The journey ${journey.id}`, html`${journeyMap(withPlan(journey.paths, journey.plan), journey.plan)}<h3>Ways through it</h3>${flowChart(journey.paths.ways)}`)}</main></body></html>`.markup}\n`;
}

const section = (title: string, content: Markup): Markup => html`<section aria-label="${title}"><h2>${title}</h2>${content}</section>`;

const faultsInWords = ({ late, unreadable }: ReportData['faults']): string =>
  (late + unreadable === 0 ? 'Every entry of the log was counted.' : `Of the log ${late} entries came too late and ${unreadable} could not be read: they are not counted.`);
