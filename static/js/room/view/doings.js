// What can be done from a contribution, as the room carries it out.

function agreed(app, item, yes) {
  if (app.state.wrong) return;
  const { feed } = app.props;
  const others = feed.me.agrees.filter((id) => id !== item.data.contribution_id);
  feed.me = Object.assign({}, feed.me, { agrees: yes ? others.concat(item.data.contribution_id) : others });
  app.setState({});
}

export function doings(app) {
  const act = (verb, item, more) => app.act(verb, Object.assign({ contribution_id: item.data.contribution_id }, more))
    .then((answer) => app.setState({ wrong: answer.ok ? null : answer.error }));
  return {
    reply: (item) => app.reply(item),
    edit: (item) => app.composer.edit({ id: item.data.contribution_id, body: item.data.body }),
    hide: (item, reason) => act('hide', item, { reason }),
    agree: (item, yes) => act(yes ? 'agree' : 'withdraw_agreement', item).then(() => agreed(app, item, yes)),
    hold: (item) => act('hold', item),
    release: (item) => act('release', item),
    merge: (item, into) => act('merge', item, { into_id: into }),
    part: (item) => act('part', item),
    move: (item, to) => act('move', item, { agenda_item_id: to }),
    close: (item, reason) => act(reason ? 'close_replies' : 'open_replies', item, reason ? { reason } : {}),
    restrain: (item, kind, reason) => act('restrain', item, { kind, reason }),
    pin: (item, yes) => act(yes ? 'pin' : 'unpin', item),
    answered: (item, by, answer) => act('mark_answered', item, answer ? { answered_by: by, answer_id: answer } : { answered_by: by }),
    reopen: (item) => act('reopen_question', item),
    thread: (item) => app.see(`thread=${item.data.root_id || item.data.contribution_id}`),
  };
}
