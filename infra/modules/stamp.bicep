// What a region has: an app, the storage of its host, and with private networking a network and endpoints of its own.
param suffix string
param location string
param tags object
@description('True in the home region, whose app also meters, bills and sends webhooks. An edge answers HTTP alone.')
param isHome bool
param services object
param privateResources object
param isPrivate bool
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReadyInstances int
param frontDoorId string

module storage 'hostStorage.bicep' = {
  name: 'hostStorage-${suffix}'
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: services.identityPrincipalId
    isPrivate: isPrivate
  }
}

module network 'network.bicep' = if (isPrivate) {
  name: 'network-${suffix}'
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

module endpoints 'privateEndpoints.bicep' = if (isPrivate) {
  name: 'privateEndpoints-${suffix}'
  params: {
    suffix: suffix
    location: location
    tags: tags
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
    hostStorageId: storage.outputs.id
    resources: privateResources
  }
}

module app 'functionApp.bicep' = {
  name: 'functionApp-${suffix}'
  params: {
    suffix: suffix
    location: location
    tags: tags
    isHome: isHome
    services: services
    storageName: storage.outputs.name
    packageContainerUrl: storage.outputs.packageContainerUrl
    subnetId: isPrivate ? network!.outputs.appSubnetId : ''
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyInstances: alwaysReadyInstances
    frontDoorId: frontDoorId
  }
  // The app reads its key from the vault when it starts, and asks every service.
  dependsOn: [endpoints]
}

output name string = app.outputs.name
output hostName string = app.outputs.hostName
