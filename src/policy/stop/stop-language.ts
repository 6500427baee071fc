/**
 * How people of one language ask for no more messages. Patterns are those of regular expressions over folded text, written with their accents;
 * a blank stands for one between words. Each must match the whole of a message, but for courtesies.
 */
export interface StopLanguage {
  /** what asks for it and nothing else */
  readonly asks: readonly string[];
  /** words that ask for it where they stand alone, and among courtesies may ask for something else to end */
  readonly words?: readonly string[];
  /** the same, of which another word is left without its accents */
  readonly accented?: readonly string[];
  /** what may stand before or after it without changing its meaning */
  readonly courtesies?: readonly string[];
  /** what makes a person look at a message that is not clear */
  readonly hints: readonly string[];
  /** words of ending or of having had enough; a person looks at a message that has one of them and one of `contacts` */
  readonly ends: readonly string[];
  /** words of being written to or called */
  readonly contacts: readonly string[];
}
