/** Whether we know a person behind a customer: nobody yet, somebody, or somebody who came as several customers. */
export type CustomerKind = 'anonymous' | 'identified' | 'merged';
/** How sure we are who it is, from least to most: only said, vouched for by the host, proven in a contact, linked by a person. */
export type Confidence = 'claimed' | 'vouched' | 'verified' | 'linked';
export const confidences: readonly Confidence[] = ['claimed', 'vouched', 'verified', 'linked'];
