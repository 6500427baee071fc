/** The fields this adapter adds to Salesforce's own; docs/crm.md says how each is made. */
export const own = {
  /** contact: our id of the customer as an external id */
  customer: 'Throughline_Customer__c',
  locale: 'Throughline_Locale__c',
  timeZone: 'Throughline_Time_Zone__c',
  segments: 'Throughline_Segments__c',
  /** contact, case, task: the writes that were made */
  writes: 'Throughline_Writes__c',
  /** case, task: an external id; of the key that opened the case, of what names the entry */
  id: 'Throughline_Id__c',
  /** task: what names the entry, in words */
  entry: 'Throughline_Entry__c',
  kind: 'Throughline_Kind__c',
  channels: 'Throughline_Channels__c',
  at: 'Throughline_At__c',
  /** case: the run it belongs to, by its digest */
  run: 'Throughline_Run__c',
  openedAt: 'Throughline_Opened_At__c',
  problemAt: 'Throughline_Problem_At__c',
  followUpAt: 'Throughline_Follow_Up_At__c',
  closedAt: 'Throughline_Closed_At__c',
  resolution: 'Throughline_Resolution__c',
  resolved: 'Throughline_Resolved__c',
  notes: 'Throughline_Notes__c',
} as const;
