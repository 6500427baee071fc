/** The version of this copy of the package, as its package.json has it. */
export const packageVersion = '0.1.0';

/** Where a journey carries the version of the copy that defined it: one symbol for all copies in a process. */
export const versionMark = Symbol.for('throughline.version');
