// The app on a Flex Consumption plan: nothing runs, and nothing is paid for, while nobody calls.
param suffix string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param packageContainerUrl string
param applicationInsightsConnectionString string
@secure()
param operatorKey string
param maximumInstanceCount int

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
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

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'func-tallystick-${suffix}'
  location: location
  // The name of the service in azure.yaml, by which azd finds where to deploy it.
  tags: union(tags, { 'azd-service-name': 'tallystick' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: 2048
      }
      // This plan takes the runtime from here, where others have the setting FUNCTIONS_WORKER_RUNTIME.
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: storageName }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsightsConnectionString }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identityClientId};Authorization=AAD' }
        // No version of the app knows this back end yet: it says so when it starts, and takes no events that it could not keep.
        { name: 'Tally__Backend', value: 'Azure' }
        { name: 'Tally__OperatorKey', value: operatorKey }
        { name: 'Tally__ClaimDays', value: '400' }
        { name: 'Tally__LogDays', value: '' }
      ]
    }
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
