// A network with a subnet for the app and one for the private endpoints.
param suffix string
param location string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'vnet-tallystick-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
  }
}

resource app 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
  parent: network
  name: 'app'
  properties: {
    addressPrefix: '10.0.0.0/23'
    delegations: [
      {
        // Flex Consumption runs in this environment: https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#enable-virtual-network-integration
        name: 'flex-consumption'
        properties: { serviceName: 'Microsoft.App/environments' }
      }
    ]
  }
}

resource endpoints 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
  parent: network
  name: 'endpoints'
  properties: {
    addressPrefix: '10.0.2.0/24'
    privateEndpointNetworkPolicies: 'Disabled'
  }
  // Subnets of a network are made one after the other.
  dependsOn: [app]
}

output id string = network.id
output appSubnetId string = app.id
output endpointSubnetId string = endpoints.id
