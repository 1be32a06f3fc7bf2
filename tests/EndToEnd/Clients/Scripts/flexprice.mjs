// One event and a list of events, sent by Flexprice's own package.
import { Flexprice } from '@flexprice/sdk';

const flexprice = new Flexprice({ serverURL: `${process.env.TALLY_URL}/v1`, apiKeyAuth: process.env.TALLY_KEY });
const event = (eventId, units) => ({
  eventId,
  eventName: 'model_usage',
  externalCustomerId: process.env.CUSTOMER,
  properties: { units },
  source: 'ts_sdk',
});

const one = await flexprice.events.ingestEvent(event('flex-1', '10'));
await flexprice.events.ingestEventsBulk({ events: [event('flex-2', '20'), event('flex-3', '30')] });
console.log(JSON.stringify(one));
