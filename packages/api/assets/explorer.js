// Lets the explorer speak as one of the demo's people: adds their token to every request and to the first message of a socket.
(() => {
  const endpoint = '/graphql';
  const ask = window.fetch.bind(window);
  const stored = 'taiwa.explorer.person';
  const chosen = 'taiwa.explorer.sample';
  const { samples, ids } = JSON.parse(document.querySelector('#samples').textContent);
  let person = sessionStorage.getItem(stored) ?? '';
  let token = { text: '', goodUntil: 0 };

  const askGraphql = async (query, variables, headers = {}) => {
    const response = await ask(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(errors[0].message);
    return data;
  };

  // Nobody is asked for anything before it is known who asks.
  const findPeople = async () => {
    const { demoPeople } = await askGraphql('query People { demoPeople { userId externalId name } }');
    if (!demoPeople.some(({ userId }) => userId === person)) person = demoPeople[0]?.userId ?? '';
    return demoPeople;
  };
  const people = findPeople().catch(() => []);

  const currentToken = async () => {
    await people;
    if (!person) return '';
    if (performance.now() < token.goodUntil) return token.text;
    const query =
      'mutation SignIn($input: DemoSignInInput!) { demoSignIn(input: $input) { ... on DemoToken { token expiresIn } } }';
    const { demoSignIn } = await askGraphql(query, { input: { userId: person } });
    token = { text: demoSignIn.token, goodUntil: performance.now() + demoSignIn.expiresIn * 800 };
    return token.text;
  };

  window.fetch = async (target, init = {}) => {
    const url = new URL(typeof target === 'string' ? target : target.url, location.href);
    if (url.pathname !== endpoint) return ask(target, init);
    const headers = new Headers(init.headers);
    const bearer = await currentToken();
    if (bearer && !headers.has('authorization')) headers.set('authorization', `Bearer ${bearer}`);
    return ask(target, { ...init, headers });
  };

  window.WebSocket = class extends window.WebSocket {
    async send(message) {
      const parsed = typeof message === 'string' ? JSON.parse(message) : {};
      if (parsed.type !== 'connection_init') return super.send(message);
      const bearer = await currentToken();
      super.send(JSON.stringify({ ...parsed, payload: { ...parsed.payload, ...(bearer ? { token: bearer } : {}) } }));
    }
  };

  // `demo-1-member` is the member.
  const seatOf = ({ externalId }) => externalId.replace(/^demo-\d+-/, '');
  const label = (one) => `${one.name} — ${seatOf(one)}`;

  const offered = (known) => {
    const speaker = known.find(({ userId }) => userId === person);
    return samples.filter(({ seats }) => speaker && seats.includes(seatOf(speaker)));
  };

  // `{session}` in the variables of a sample is the id of the speaker's next one.
  const filled = async (variables) => {
    const bearer = await currentToken();
    const { viewer, topics } = await askGraphql(ids, {}, { authorization: `Bearer ${bearer}` });
    const found = { '{session}': viewer?.nextSession?.id, '{topic}': topics[0]?.id };
    return JSON.stringify(variables, (_name, value) => found[value] ?? value, 2);
  };

  // What was chosen comes as a tab of its own, beside whatever is open.
  const chosenTab = async () => {
    const name = sessionStorage.getItem(chosen);
    sessionStorage.removeItem(chosen);
    const sample = offered(await people).find((one) => one.name === name);
    if (!sample) return {};
    const { query, variables } = sample;
    return variables ? { query, variables: await filled(variables) } : { query };
  };

  window.taiwaExplorer = {
    begin: async (root, options) => {
      const tab = await chosenTab().catch(() => ({}));
      window.YogaGraphiQL.renderYogaGraphiQL(root, { ...options, ...tab });
    },
  };

  const fillBar = async () => {
    const select = document.querySelector('#person');
    const state = document.querySelector('#state');
    const known = await people;
    for (const one of known) select.append(new Option(label(one), one.userId, false, one.userId === person));
    state.textContent = known.length
      ? ''
      : 'No demo people here: put an API key or a token into the headers (authorization: Bearer …).';
    select.addEventListener('change', () => {
      sessionStorage.setItem(stored, select.value);
      location.reload();
    });
    const menu = document.querySelector('#sample');
    for (const { name } of offered(known)) menu.append(new Option(name));
    menu.addEventListener('change', () => {
      sessionStorage.setItem(chosen, menu.value);
      location.reload();
    });
  };

  window.addEventListener('DOMContentLoaded', () => void fillBar());
})();
