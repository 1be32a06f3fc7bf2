// The three modes of CloudEvents over HTTP, sent by the specification's own package.
import { CloudEvent, HTTP, Mode, emitterFor, httpTransport } from 'cloudevents';

const transport = httpTransport(`${process.env.TALLY_URL}/v0/events`);
const authorized = { headers: { authorization: `Bearer ${process.env.TALLY_KEY}` } };
const event = (id, seconds) =>
  new CloudEvent({ id, source: '/runner/eu-1', type: 'com.example.run', subject: process.env.CUSTOMER, data: { seconds } });
const demand = ({ body }) => {
  if (!/"id":|"summary":/.test(body)) {
    throw new Error(body);
  }
};

const structured = emitterFor(transport, { binding: HTTP, mode: Mode.STRUCTURED });
const binary = emitterFor(transport, { binding: HTTP, mode: Mode.BINARY });
demand(await structured(event('run-1', 1.5), authorized));
demand(await binary(event('run-2', 2.25), authorized));
// The package reads batches and has no emitter for them: the list of its events is the batch.
demand(await transport({
  headers: { 'content-type': 'application/cloudevents-batch+json' },
  body: JSON.stringify([event('run-3', 3), event('run-4', 4)]),
}, authorized));
