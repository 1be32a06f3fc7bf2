// Tallystick in one resource group. No keys anywhere: the app is one identity, and what it may do is said in each module.
targetScope = 'resourceGroup'

@description('Where everything runs.')
param location string = resourceGroup().location

@description('The name that azd gives to this deployment; part of the names of its resources.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('The operator\'s key, 20 characters or more. Whoever has it can make merchants.')
@secure()
@minLength(20)
param operatorKey string

@description('The most instances that the app grows to.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

// Names of storage accounts are of the whole world, and of lower-case letters and digits alone.
var suffix = uniqueString(subscription().id, resourceGroup().id, environmentName)
var tags = { 'azd-env-name': environmentName }

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-tallystick-${suffix}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: 'st${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module app 'modules/functionApp.bicep' = {
  name: 'functionApp'
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainerUrl: storage.outputs.packageContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    operatorKey: operatorKey
    maximumInstanceCount: maximumInstanceCount
  }
}

output AZURE_FUNCTION_NAME string = app.outputs.name
output TALLY_URL string = app.outputs.url
