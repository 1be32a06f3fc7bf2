// One address for all regions: callers reach the nearest app that is ready.
param suffix string
param tags object

resource profile 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: 'afd-tallystick-${suffix}'
  location: 'global'
  tags: tags
  sku: { name: 'Standard_AzureFrontDoor' }
  properties: {
    originResponseTimeoutSeconds: 60
  }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2024-02-01' = {
  parent: profile
  name: 'tallystick-${suffix}'
  location: 'global'
  properties: {
    enabledState: 'Enabled'
  }
}

output id string = profile.properties.frontDoorId
output name string = profile.name
output endpointName string = endpoint.name
output hostName string = endpoint.properties.hostName
