/** The keys and positions that lead to a place in a value. */
export type ValuePath = readonly (string | number)[];

/**
 * Names a place in the input for an error, as `data.items[3].name`. A key that is not a plain word may itself be somebody's
 * address or text, so it is shown as `*`.
 */
export function pathText(root: string, keys: ValuePath): string {
  let text = root;
  for (const key of keys) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += `${text === '' ? '' : '.'}${plainWord.test(key) ? key : '*'}`;
  }
  return text;
}

const plainWord = /^[A-Za-z_$][A-Za-z0-9_$-]{0,63}$/;
