/** Messages that no customer means and some send. */
export const hostileWords: readonly string[] = [
  '', ' ', '\n\n\t', '?', '👍🏽', '🙂'.repeat(2_000), 'a'.repeat(65_536), 'no '.repeat(20_000), 'не'.repeat(1_000),
  '\ud83c', 'half \udf0d', '\u202Eesrever', 'z\u0301\u0301\u0301\u0301', '\u200b\u200b', 'ＡＢＣ１２３', '__proto__ constructor toString hasOwnProperty', '{"guesses":[]}', '<script>', '(a+)+$', '今日は', '١٢٣',
];
