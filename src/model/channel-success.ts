/** How well a channel solves an intent, as it is handed to the choice of a channel (care-rules 3.17). */
export interface ChannelSuccess {
  readonly channel: string;
  /** counted issues after decay; without the prior */
  readonly issues: number;
  /** those of them that were resolved and did not come back */
  readonly solved: number;
  /** the share that is solved lies between these two, 0 to 1, as sure as the measure was told to be */
  readonly lower: number;
  readonly upper: number;
}
