// Making a passkey and signing with one. The server decides whether what comes of it counts; here is nothing but bytes.
const encode = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const decode = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}

async function make(form) {
  const at = form.dataset;
  const made = await navigator.credentials.create({ publicKey: {
    challenge: decode(at.challenge),
    rp: { id: at.host, name: 'Toetssteen' },
    user: { id: decode(at.person), name: at.name, displayName: at.name },
    pubKeyCredParams: [-7, -8, -257].map(alg => ({ type: 'public-key', alg })),
    authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
    attestation: 'none',
  } });
  fill(form, {
    credential: encode(made.rawId),
    client_data: encode(made.response.clientDataJSON),
    attestation: encode(made.response.attestationObject),
  });
}

async function sign(form) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (/^(seen|seat|overlap|due\d)$/.test(name) && value) asked.set(name, value);
  }
  const answer = await fetch(`${form.dataset.statement}?${asked}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;  // the decision itself will say what is wrong
  const { statement, challenge, host, credentials } = await answer.json();
  if (!credentials.length) return;
  const signed = await navigator.credentials.get({ publicKey: {
    challenge: decode(challenge),
    rpId: host,
    allowCredentials: credentials.map(id => ({ type: 'public-key', id: decode(id) })),
    userVerification: 'required',
  } });
  fill(form, {
    statement,
    credential: encode(signed.rawId),
    client_data: encode(signed.response.clientDataJSON),
    authenticator_data: encode(signed.response.authenticatorData),
    signature: encode(signed.response.signature),
  });
}

document.addEventListener('submit', async event => {
  const form = event.target;
  const act = form.matches('[data-make]') ? make : form.matches('[data-statement]') ? sign : null;
  if (!act || form.dataset.ready) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const said = form.querySelector('[data-unsigned]');
  said.hidden = true;
  try {
    await act(form);
  } catch {
    said.hidden = false;  // turned down, timed out, or no such passkey here: nothing is sent
    said.focus();
    return;
  }
  form.dataset.ready = 'yes';
  form.requestSubmit();
  delete form.dataset.ready;
}, true);
