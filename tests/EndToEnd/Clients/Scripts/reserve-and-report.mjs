// The integration that guides for pay-as-you-go APIs show, with two of its bugs mended: the answer's body is read before its id is asked
// for, and the idempotency key holds nothing that a retry would change. Of the address, only the host comes from the environment.
const api = process.env.PAYGENTIC_URL;
const customerId = process.env.CUSTOMER_ID;
const submissionId = process.env.SUBMISSION_ID;

const entitlement = await fetch(`${api}/v0/entitlements`, {
  method: 'POST',
  headers: {
    'Authorization': `Bearer ${process.env.PAYGENTIC_API_KEY}`,
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
    merchantId: process.env.PAYGENTIC_MERCHANT_ID,
    customerId: customerId,
    entitlementData: [
      {
        billableMetricId: process.env.PAYGENTIC_BILLABLE_METRIC_ID,
        quantity: 10 // Reserve for 10 code executions
      }
    ]
  })
});

const entitlementData = await entitlement.json();
const entitlementId = entitlementData.id; // e.g., "com_abc123def456"

const response = await fetch(`${api}/v0/usage`, {
  method: 'POST',
  headers: {
    'Authorization': `Bearer ${process.env.PAYGENTIC_API_KEY}`,
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
    idempotencyKey: submissionId,
    entitlementId: entitlementId,
    customerId: customerId,
    merchantId: process.env.PAYGENTIC_MERCHANT_ID,
    timestamp: new Date().toISOString(),
    properties: [
      {
        billableMetricId: process.env.PAYGENTIC_BILLABLE_METRIC_ID,
        quantity: 1 // One code execution
      }
    ],
    metadata: {
      submissionId: submissionId,
      language: 'python',
      executionTime: '1.2s'
    }
  })
});

const usageEvent = await response.json();
if (usageEvent.id) {
  console.log(JSON.stringify({ entitlementId, usageId: usageEvent.id }));
} else {
  console.error('Failed to report usage:', usageEvent);
  process.exitCode = 1;
}
