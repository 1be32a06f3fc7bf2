#!/bin/sh
# After "azd provision", for the developer whom TALLY_DEVELOPER_PRINCIPAL_ID names: writes local.settings.json, with the operator's key in it, so that the app on this machine works on the deployed services with the developer's own identity.
# What the developer needs for it: the roles of infra/main.bicep's developerPrincipalId, and "az login" or "azd auth login".
set -eu
if [ -n "${CI:-}" ] || [ -z "${TALLY_DEVELOPER_PRINCIPAL_ID:-}" ]; then
  exit 0
fi
cd "$(dirname "$0")/../.."
umask 077
key="$(printf '%s' "$TALLY_OPERATOR_KEY" | sed 's/[\\"]/\\&/g')"
if [ -e local.settings.json ] && [ ! -e local.settings.json.before ]; then
  cp local.settings.json local.settings.json.before
  echo "local.settings.json is kept as local.settings.json.before."
fi
cat > local.settings.json << SETTINGS
{
  "IsEncrypted": false,
  "Values": {
    "FUNCTIONS_WORKER_RUNTIME": "dotnet-isolated",
    "AzureWebJobsStorage": "UseDevelopmentStorage=true",
    "Tally__Backend": "Azure",
    "Tally__OperatorKey": "${key}",
    "TallyEventHub": "${TALLY_EVENT_HUB}",
    "Tally__ClaimDays": "${TALLY_CLAIM_DAYS:-400}",
    "Tally__LogDays": "",
    "Tally__TraceOneIn": "",
    "Stripe__SecretKey": "",
    "Stripe__WebhookSecret": "",
    "Tally__PublicUrl": "",
    "Tally__MailFrom": "",
    "EventHubs__fullyQualifiedNamespace": "${TALLY_EVENT_HUBS_NAMESPACE}",
    "ServiceBus__fullyQualifiedNamespace": "${TALLY_SERVICE_BUS_NAMESPACE}",
    "Cosmos__accountEndpoint": "${TALLY_COSMOS_ENDPOINT}",
    "Storage__tableServiceUri": "${TALLY_TABLE_SERVICE_URI}",
    "Storage__blobServiceUri": "${TALLY_BLOB_SERVICE_URI}",
    "AzureWebJobs.CatchUpMetering.Disabled": "true",
    "AzureWebJobs.ClosePeriods.Disabled": "true",
    "AzureWebJobs.DeliverWebhooks.Disabled": "true",
    "AzureWebJobs.DunInvoices.Disabled": "true",
    "AzureWebJobs.MeasureLag.Disabled": "true",
    "AzureWebJobs.MeterUsage.Disabled": "true",
    "AzureWebJobs.PostToBooks.Disabled": "true",
    "AzureWebJobs.PurgeClaimsAndLog.Disabled": "true",
    "AzureWebJobs.PurgeWebhooks.Disabled": "true",
    "AzureWebJobs.RaiseAlerts.Disabled": "true",
    "AzureWebJobs.ReleaseEntitlements.Disabled": "true",
    "AzureWebJobs.RenewGrants.Disabled": "true",
    "AzureWebJobs.RunBillingCommand.Disabled": "true",
    "AzureWebJobs.RunWebhookCommand.Disabled": "true",
    "AzureWebJobs.TopUpWallets.Disabled": "true"
  }
}
SETTINGS
echo "local.settings.json is written. The deployed app meters and bills; this machine answers HTTP beside it."
