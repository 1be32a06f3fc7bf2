// The call that Dodo Payments documents, as it stands there: the package takes the host from DODO_PAYMENTS_BASE_URL.
import DodoPayments from 'dodopayments';
const client = new DodoPayments({
  bearerToken: process.env['DODO_PAYMENTS_API_KEY'],
});
// Track an API call as a usage event
await client.usageEvents.ingest({
  events: [
    {
      event_id: 'api_call_12345',
      customer_id: 'cus_abc123',
      event_name: 'api_request',
      timestamp: new Date().toISOString(),
      metadata: {
        endpoint: '/v1/generate',
        method: 'POST',
        tokens_used: '150',
      },
    },
  ],
});
