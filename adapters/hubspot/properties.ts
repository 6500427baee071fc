/** The properties this adapter adds to HubSpot's own; docs/crm.md says how each is made. */
export const own = {
  /** contact: our id of the customer, unique */
  customer: 'throughline_customer',
  locale: 'throughline_locale',
  timeZone: 'throughline_time_zone',
  segments: 'throughline_segments',
  /** contact, ticket, note: the writes that were made */
  writes: 'throughline_writes',
  /** note: what names the entry */
  entry: 'throughline_entry',
  kind: 'throughline_kind',
  channels: 'throughline_channels',
  /** ticket: the run it belongs to */
  run: 'throughline_run',
  openedAt: 'throughline_opened_at',
  problemAt: 'throughline_problem_at',
  followUpAt: 'throughline_follow_up_at',
  closedAt: 'throughline_closed_at',
  resolution: 'throughline_resolution',
  resolved: 'throughline_resolved',
  notes: 'throughline_notes',
} as const;
