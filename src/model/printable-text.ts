/**
 * True for a text a person can see and compare: no control, invisible, direction-changing or unassignable character, no half
 * surrogate pair and no pile of combining marks. Ids and keys must be printable; message text is kept as it came.
 */
export function isPrintable(text: string): boolean {
  return plainAscii.test(text) || !unprintable.test(text);
}

const plainAscii = /^[\x20-\x7e]*$/;
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]|\p{M}{4}/u;
