// Sends a click on a sample, a source, an "Edit" or a "Remove" to the server, and keeps what matters
// in view. `element`, `trigger` and `watch` are Gradio's; 'sample', 'choose', 'revise' and 'remove'
// are ours.
element.addEventListener('click', (event) => {
  const target = event.target.closest('[data-sample], [data-turn], [data-revise], [data-remove]');
  if (!target) return;
  const { sample, turn, source, revise, remove } = target.dataset;
  if (sample !== undefined) trigger('sample', { sample: Number(sample) });
  else if (remove !== undefined || revise !== undefined) {
    if (remove !== undefined) trigger('remove', { report: remove });
    else trigger('revise', { report: revise });
    // What asks or is filled in opens above the list, out of view from far down it.
    document.getElementById('ra-web')?.scrollIntoView({ block: 'start' });
  }
  else {
    trigger('choose', { turn: Number(turn), source: source === undefined ? null : Number(source) });
    if (window.innerWidth < 900) {
      document.getElementById('ra-evidence')?.scrollIntoView({ block: 'start' });
    }
  }
});
watch('value', () => {
  const box = element.closest('#ra-conversation, #ra-evidence');
  if (!box) return;
  const top = (part) => part.getBoundingClientRect().top - box.getBoundingClientRect().top;
  const turns = element.querySelectorAll('.ra-turn');
  const wanted = element.querySelector('.ra-source.ra-chosen') || turns[turns.length - 1];
  if (!wanted) box.scrollTop = 0;
  else if (wanted.matches('.ra-chosen')) box.scrollTop += top(wanted) - 12;
});
