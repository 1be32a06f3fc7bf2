// The app on a Flex Consumption plan: HTTP scales as one group, every other function by itself, and nothing runs while there is nothing to do.
param suffix string
param location string
param tags object
param isHome bool
param services object
param storageName string
param packageContainerUrl string
param subnetId string
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReadyInstances int
param frontDoorId string

// What an edge leaves to the home region: everything that no HTTP request triggers.
var backgroundFunctions = [
  'CatchUpMetering'
  'ClosePeriods'
  'DeliverWebhooks'
  'DunInvoices'
  'MeasureLag'
  'MeterUsage'
  'PostToBooks'
  'PurgeClaimsAndLog'
  'PurgeWebhooks'
  'RaiseAlerts'
  'ReleaseEntitlements'
  'RenewGrants'
  'RunBillingCommand'
  'RunWebhookCommand'
  'TopUpWallets'
]
var disabled = [
  for name in backgroundFunctions: {
    name: 'AzureWebJobs.${name}.Disabled'
    value: 'true'
  }
]
var settings = [
  { name: 'AzureWebJobsStorage__accountName', value: storageName }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: services.identityClientId }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: services.applicationInsightsConnectionString }
  {
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
    value: 'ClientId=${services.identityClientId};Authorization=AAD'
  }
  { name: 'AZURE_CLIENT_ID', value: services.identityClientId }
  { name: 'EventHubs__fullyQualifiedNamespace', value: services.eventHubsNamespace }
  { name: 'EventHubs__credential', value: 'managedidentity' }
  { name: 'EventHubs__clientId', value: services.identityClientId }
  { name: 'ServiceBus__fullyQualifiedNamespace', value: services.serviceBusNamespace }
  { name: 'ServiceBus__credential', value: 'managedidentity' }
  { name: 'ServiceBus__clientId', value: services.identityClientId }
  { name: 'Cosmos__accountEndpoint', value: services.cosmosEndpoint }
  { name: 'Storage__tableServiceUri', value: services.tableServiceUri }
  { name: 'Storage__blobServiceUri', value: services.blobServiceUri }
  { name: 'Tally__Backend', value: 'Azure' }
  { name: 'Tally__OperatorKey', value: services.operatorKeyReference }
  { name: 'TallyEventHub', value: services.eventHub }
  { name: 'Tally__ClaimDays', value: string(services.claimDays) }
  // The archive is kept for ever; see docs/operations.md.
  { name: 'Tally__LogDays', value: '' }
  { name: 'Tally__TraceOneIn', value: string(services.traceOneIn) }
  { name: 'Stripe__SecretKey', value: services.stripeSecretKeyReference }
  { name: 'Stripe__WebhookSecret', value: services.stripeWebhookSecretReference }
  { name: 'Tally__PublicUrl', value: services.publicUrl }
  { name: 'Tally__MailFrom', value: services.mailFrom }
]

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-tallystick-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-tallystick-${suffix}'
  location: location
  // The name of the service in azure.yaml, by which azd finds where to deploy it; edges are deployed by a script after it.
  tags: isHome ? union(tags, { 'azd-service-name': 'tallystick' }) : tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${services.identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: services.identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: services.identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
        // Requests wait for the log, not for the processor.
        triggers: {
          http: { perInstanceConcurrency: 100 }
        }
      }
      // This plan takes the runtime from here, where others have the setting FUNCTIONS_WORKER_RUNTIME.
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: concat(settings, isHome ? [] : disabled)
      ipSecurityRestrictionsDefaultAction: empty(frontDoorId) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(frontDoorId)
        ? []
        : [
            {
              name: 'front-door'
              priority: 100
              action: 'Allow'
              tag: 'ServiceTag'
              ipAddress: 'AzureFrontDoor.Backend'
              headers: {
                'x-azure-fdid': [frontDoorId]
              }
            }
          ]
    }
  }
}

// Keys for publishing are keys too.
resource publishingByFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource publishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
