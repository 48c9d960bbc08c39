"""The style of a checked draft's page. Knows nothing of what the page says."""

STYLE = """\
:root {
  color-scheme: light dark;
  --ink: #1c1b19; --soft: #5c5850; --ground: #faf9f6; --card: #ffffff; --line: #ddd8cd;
  --supported: #d9efdd; --approximate: #e2ebf9; --refuted: #fadcd9; --conflicting: #fae3c4;
  --not-enough: #e9e5dd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ece9e2; --soft: #b3ada1; --ground: #161513; --card: #201f1c; --line: #3d3a34;
    --supported: #1f4029; --approximate: #223a5c; --refuted: #5a2421; --conflicting: #553a14;
    --not-enough: #3a3731;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif;
}
h1 { font: 700 1.6rem/1.2 Georgia, serif; margin: 0; overflow-wrap: anywhere; }
header p { color: var(--soft); margin: .3rem 0 .8rem; }
.legend { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0; padding: 0; }
header { margin-bottom: 1.5rem; }
.legend li { border-radius: 1rem; padding: .15rem .8rem; font-size: .9rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2.5rem; }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; font: 1.1rem/1.7 Georgia, serif; }
.claim { color: inherit; text-decoration: none; border-radius: .2rem; padding: .05rem .1rem; }
.claim b { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.claim sup { font: 600 .7rem/1 system-ui, sans-serif; padding-left: .15rem; }
.claim:hover, .claim:focus-visible, h2 a:focus-visible { outline: 2px solid var(--ink); }
.supported { background: var(--supported); }
.approximate { background: var(--approximate); }
.refuted { background: var(--refuted); }
.conflicting { background: var(--conflicting); }
.not_enough_evidence { background: var(--not-enough); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.draft { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); }
.draft { overflow-y: auto; }
mark { background: #ffcf4d; color: #1c1b19; border-radius: .15rem; padding: 0 .1rem; }
article {
  background: var(--card); border: 1px solid var(--line); border-left-width: 6px;
  border-radius: .4rem; margin: 0 0 1rem; padding: .8rem 1rem; scroll-margin-top: 1rem;
}
article.supported { border-left-color: #3b8c55; }
article.approximate { border-left-color: #4a76bd; }
article.refuted { border-left-color: #bb3a30; }
article.conflicting { border-left-color: #c07c1c; }
article.not_enough_evidence { border-left-color: #8d8577; }
article.supported, article.approximate, article.refuted, article.conflicting,
article.not_enough_evidence { background: var(--card); }
article:target { outline: 2px solid var(--ink); }
h2 { font-size: .95rem; margin: 0 0 .4rem; }
.said { font: 1rem/1.5 Georgia, serif; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.rule, .instead { margin: .3rem 0; font-size: .95rem; }
.rule b { border-radius: .2rem; padding: .05rem .3rem; }
.by { color: var(--soft); }
.instead { font-weight: 600; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
blockquote { font-size: .9rem; }
blockquote p { margin: 0; overflow-wrap: anywhere; }
cite, footer { color: var(--soft); font-style: normal; font-size: .85rem; }
cite a { color: inherit; }
@media (max-width: 50rem) {
  main { grid-template-columns: minmax(0, 1fr); }
  .draft { position: relative; max-height: none; }
}
@media print {
  body { max-width: none; padding: 0; }
  main { display: block; }
  .draft { position: relative; max-height: none; }
  article { break-inside: avoid; }
  * { print-color-adjust: exact; }
}
"""
