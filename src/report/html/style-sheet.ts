/** The looks of a report: light and dark as the reader's system says, from 360 pixels on, and on paper. */
export const styleSheet = `
:root{color-scheme:light dark;--page:#fff;--text:#1b1f24;--soft:#59636e;--line:#d1d9e0;--accent:#0b5cad;--bad:#b3261e;--box:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--page:#0f141a;--text:#e6edf3;--soft:#9aa6b2;--line:#343c46;--accent:#6cb0ff;--bad:#ff8a80;--box:#171e26}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:68rem;padding:1rem;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.2;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin-top:2.5rem}
small,figcaption{display:block}
caption{padding-bottom:.3rem}
small,.aside,figcaption,caption{color:var(--soft);font-size:.85rem;font-weight:400;text-align:left}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{border-top:1px solid var(--line);padding:.45rem .5rem .45rem 0;text-align:left;vertical-align:top;overflow-wrap:break-word}
th[scope=row]{overflow-wrap:anywhere;min-width:5.5rem}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
.wide{overflow-x:auto}
.wide:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.matrix{min-width:20rem}
.matrix td{padding:.45rem;background:color-mix(in srgb,var(--bad) calc(var(--gap,0%)*.35),var(--page))}
.matrix .none{color:var(--soft)}
.whisker{display:block;width:100%;max-width:12rem;height:8px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:1rem}
figure{margin:0}
figure svg{width:100%;height:auto;background:var(--box)}
svg text{fill:var(--text);font:14px system-ui,sans-serif}
svg text.small{font-size:12px}
.rail{stroke:var(--line);stroke-width:1}
.reach{stroke:var(--accent);stroke-width:3;vector-effect:non-scaling-stroke}
.mark{stroke:var(--text);stroke-width:2;vector-effect:non-scaling-stroke}
.dot,.heat,.node{fill:var(--accent)}
.box{fill:var(--box);stroke:var(--line)}
.leaves{fill:var(--bad)}
.move,.ribbon{fill:none;stroke:var(--soft);opacity:.5}
.move.back{stroke-dasharray:6 4}
.move.never{stroke-dasharray:2 4}
.ribbon{stroke:var(--accent);opacity:.3}
@media (max-width:32rem){body{padding:.75rem}td,th{font-size:.8rem}small{font-size:.75rem}.whisker{max-width:6rem}
.figures,.figures tbody,.figures caption{display:block}.figures thead{position:absolute;clip-path:inset(50%)}
.figures tr{display:grid;grid-template-columns:5rem 1fr 1fr;gap:0 .6rem;border-top:1px solid var(--line);padding:.4rem 0}
.figures th,.figures td{border:0;padding:0}.figures th{grid-column:1/-1}}
@media print{.wide{overflow:visible}}
`;
