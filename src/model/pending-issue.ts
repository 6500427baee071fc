/** One try to solve an intent of a customer on one channel, whose recontact window has not passed yet: neither a success nor a failure. */
export interface PendingIssue {
  readonly intent: string;
  readonly channel: string;
  /** when the contact ended, epoch milliseconds */
  readonly at: number;
  /** resolved, and not come back so far */
  readonly solved: boolean;
  /** they came with it once more in another contact: what is said from then on is said of that one */
  readonly cameBack?: true;
}

/** What may be told of a customer's contacts. `contact`: they were heard with it, on a channel where that is known. `outcome`: one ended; what is merely contained, handed off or abandoned is not resolved (care-rules 1.8). */
export type IssueNews =
  | { readonly kind: 'contact'; readonly intent: string; readonly channel?: string; readonly at: number }
  | { readonly kind: 'outcome'; readonly intent: string; readonly channel: string; readonly at: number; readonly outcome: IssueOutcome };

export const issueOutcomes = ['resolved', 'unresolved', 'contained', 'deflected', 'handed-off', 'abandoned'] as const;
/** How a contact ended; only `resolved` may become a success (care-rules 3.12). */
export type IssueOutcome = (typeof issueOutcomes)[number];
